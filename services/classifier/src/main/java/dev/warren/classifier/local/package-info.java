/** Classification by sentence embeddings, calibrated on the labels' descriptions and examples. */
package dev.warren.classifier.local;

/** The classifier: chooses labels for business events. */
package dev.warren.classifier;

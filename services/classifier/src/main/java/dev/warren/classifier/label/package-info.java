/** Labels: what they mean, and the output that names one. */
package dev.warren.classifier.label;

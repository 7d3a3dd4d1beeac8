/** The AI consumer that chooses a label out of a feature's vocabulary. */
package dev.warren.classifier;

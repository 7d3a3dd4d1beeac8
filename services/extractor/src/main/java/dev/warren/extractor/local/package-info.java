/** Extraction by rules, without a model. */
package dev.warren.extractor.local;

/** What is to be extracted: the fields of a feature, as they are written, checked, and told to a model. */
package dev.warren.extractor.schema;

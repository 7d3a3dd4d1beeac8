/** Where values are in a text. */
package dev.warren.extractor.text;

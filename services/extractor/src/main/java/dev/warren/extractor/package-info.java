/** The extractor: reads fields out of business events. */
package dev.warren.extractor;

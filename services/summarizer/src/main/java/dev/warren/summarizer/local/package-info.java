/** Summaries of sentences that are selected from the text. */
package dev.warren.summarizer.local;

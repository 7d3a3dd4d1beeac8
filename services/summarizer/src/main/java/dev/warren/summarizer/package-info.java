/** The AI consumer that writes or selects summaries. */
package dev.warren.summarizer;

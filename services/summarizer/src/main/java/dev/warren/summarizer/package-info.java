/** The summarizer: writes or selects summaries of business events. */
package dev.warren.summarizer;

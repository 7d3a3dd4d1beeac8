/** Delivery: results live over SSE, and the outcomes of an event to whoever asks later. */
package dev.warren.notifier;

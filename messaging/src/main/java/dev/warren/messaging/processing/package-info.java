/** Processes one message to its end: decode, handle, retry, park, or dead-letter. */
package dev.warren.messaging.processing;

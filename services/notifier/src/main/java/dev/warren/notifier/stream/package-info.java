/** Live delivery over SSE out of the broker's stream, resumable at any instance. */
package dev.warren.notifier.stream;

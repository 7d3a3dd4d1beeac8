/** Replay of history: runs a feature over past events, with separate results. */
package dev.warren.aiconsumer.replay;

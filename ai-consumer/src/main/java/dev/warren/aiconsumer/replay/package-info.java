/** Replay of history: a feature runs over events of the past, into results of their own. */
package dev.warren.aiconsumer.replay;

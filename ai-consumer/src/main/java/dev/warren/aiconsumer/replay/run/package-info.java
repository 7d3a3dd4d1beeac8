/**
 * Runs a replay: reads the log of events, works on what was asked for at the pace that live traffic leaves, and counts.
 */
package dev.warren.aiconsumer.replay.run;

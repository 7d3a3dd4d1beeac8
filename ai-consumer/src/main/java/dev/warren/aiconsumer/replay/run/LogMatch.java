package dev.warren.aiconsumer.replay.run;

import io.cloudevents.CloudEvent;
import java.time.Instant;

/** How a message of the results log relates to a replay. */
sealed interface LogMatch {

    /** An event to work on. */
    record Match(CloudEvent event, Instant accepted) implements LogMatch {}

    /** Of the period, but not the feature's business, or not to be read. */
    record Skipped(Instant accepted) implements LogMatch {}

    /** Not of the period, or of no known time. */
    record Outside() implements LogMatch {}

    /** So long after the period that little of it can follow. */
    record Beyond() implements LogMatch {}
}

package dev.warren.messaging;

/** How the processing of one message ended. */
public enum Disposition {
    /** The handler was done; the message leaves the queue. */
    ACKNOWLEDGED,
    /** The message waits in the parking exchange's queues and comes back. */
    PARKED,
    /** The message, or what is left of it, waits until it is released. */
    HELD,
    /** The message is in the dead letters with its reason and does not come back by itself. */
    DEAD_LETTERED,
    /** Nowhere took the message, or the service stops, or its connection is gone; the broker delivers it again. */
    REQUEUED
}

package dev.warren.amqp.incoming;

/** How much a service can work on. Thread-safe. */
public interface WorkCapacity {

    /** How many messages may be worked on at the same time now; asked whenever a message comes or is done. */
    int places();
}

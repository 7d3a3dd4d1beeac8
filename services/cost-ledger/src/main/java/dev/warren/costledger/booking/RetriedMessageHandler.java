package dev.warren.costledger.booking;

import dev.warren.messaging.EventHandler;

/**
 * Takes messages that are no usage when they come back after a delay: the retry queues lead to the queue of usage
 * alone. All beans of this type are asked.
 */
public interface RetriedMessageHandler extends EventHandler {

    /** The exchange that such messages came in through at first; one taker for each. */
    String exchange();
}

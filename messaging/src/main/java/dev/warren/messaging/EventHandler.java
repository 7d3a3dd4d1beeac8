package dev.warren.messaging;

/**
 * What a service does with a message. Called by {@link dev.warren.messaging.processing.MessageProcessor} on the thread
 * of the consumer, concurrently for different messages and, because the broker may deliver again, more than once for
 * the same one.
 */
public interface EventHandler {

    /**
     * Processes one message. Returning says that the message is done: everything that had to be published was
     * confirmed, everything that had to be stored was committed. The message is acknowledged afterwards, not before.
     *
     * @throws RetryLaterException to see the message again after a delay, or an end in the dead letters when the delays
     *     are used up
     * @throws PermanentFailureException to give the message up at once
     * @throws AwaitReleaseException to see the message, or a part of it, again when somebody releases it
     * @throws PostponeException to see the message, or a part of it, again after a moment, however often, as what it
     *     needs is unavailable
     * @throws dev.warren.messaging.publishing.UnconfirmedException (or anything that it caused) when the broker takes
     *     nothing: the message stays in flight, and the method is called again after a moment
     * @throws Exception anything else is treated as a reason to try later; while the service stops, as a reason to give
     *     the message back
     */
    void on(Delivery delivery) throws Exception;

    /**
     * Called when the delays are used up, before the message goes to the dead letters: the place to say so to those who
     * wait for an outcome. Not called after a {@link PermanentFailureException}, whose thrower has said so itself. It
     * must be repeatable; if it throws, the message is delivered again.
     *
     * @param delivery the last attempt, with what it left undone
     * @param last what the last attempt threw
     */
    default void onExhausted(Delivery delivery, Throwable last) {}
}

package dev.warren.messaging.publishing;

import io.cloudevents.CloudEvent;
import java.util.Map;

/** Publishes to one exchange. Thread-safe. */
public interface ConfirmedPublisher {

    /**
     * Publishes the event, persistent, with its id as message id and the time as timestamp, and returns when the broker
     * has confirmed it. Blocks the caller, which must not be an event loop; an attempt without a confirm is repeated a
     * bounded number of times with the same message id.
     *
     * @throws UnconfirmedException if the broker confirmed none of the attempts
     * @throws dev.warren.amqp.outgoing.UnpublishableException if it can never be published as it is
     */
    void publish(CloudEvent event, String routingKey);

    /** As {@link #publish(CloudEvent, String)}, with headers beside those of the trace. */
    void publish(CloudEvent event, String routingKey, Map<String, Object> headers);

    /**
     * As {@link #publish(CloudEvent, String)}, for a message that was encoded before and is published as it is.
     *
     * @param message a CloudEvent in structured JSON mode
     * @param id its CloudEvents id
     */
    void publish(byte[] message, String id, String routingKey);

    /**
     * As {@link #publish(byte[], String, String)}, and returns while the broker's confirm is on its way: for messages
     * that may travel at the same time, however many they are. Waits, as long as one attempt may take, while others
     * travel; what was begun does so no longer than that, whether it is awaited or not.
     *
     * @throws UnconfirmedException if its turn did not come
     */
    Confirmation begin(byte[] message, String id, String routingKey);

    /** A message that was sent and is not confirmed yet. */
    interface Confirmation {

        /**
         * Returns when the broker has confirmed the message, which is sent again as {@link #publish(CloudEvent,
         * String)} says. To be called once, by the thread that began.
         *
         * @throws UnconfirmedException if the broker confirmed none of the attempts
         * @throws dev.warren.amqp.outgoing.UnpublishableException if it can never be published as it is
         */
        void await();
    }
}

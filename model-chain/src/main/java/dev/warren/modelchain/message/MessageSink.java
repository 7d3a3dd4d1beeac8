package dev.warren.modelchain.message;

import java.util.List;

/** Where messages go. */
@FunctionalInterface
public interface MessageSink {

    /** Publishes the message as it is and returns when the broker has confirmed it; throws if it has not. */
    void publish(OutboundMessage message);

    /** Publishes all of them, perhaps at the same time; returns when all are confirmed, throws if one is not. */
    default void publish(List<OutboundMessage> messages) {
        messages.forEach(this::publish);
    }
}

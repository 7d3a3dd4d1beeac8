package dev.warren.modelchain;

import java.util.List;

/** Where messages go. */
@FunctionalInterface
public interface Outlet {

    /** Publishes the message as it is and returns when the broker has confirmed it; throws if it has not. */
    void publish(Message message);

    /** Publishes all of them, perhaps at the same time; returns when all are confirmed, throws if one is not. */
    default void publish(List<Message> messages) {
        messages.forEach(this::publish);
    }
}

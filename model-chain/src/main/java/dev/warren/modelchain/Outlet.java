package dev.warren.modelchain;

/** Where messages go. */
@FunctionalInterface
public interface Outlet {

    /** Publishes the message as it is and returns when the broker has confirmed it; throws if it has not. */
    void publish(Message message);
}

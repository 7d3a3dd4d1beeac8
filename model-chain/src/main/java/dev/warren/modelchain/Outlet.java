package dev.warren.modelchain;

import io.cloudevents.CloudEvent;

/** Where messages go. Each method returns when the broker has confirmed the message, and throws if it has not. */
public interface Outlet {

    /** Publishes what a call used. */
    void usage(CloudEvent message, String routingKey);

    /** Publishes how the work of a feature ended. */
    void result(CloudEvent message, String routingKey);
}

package dev.warren.messaging;

import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes confirmed publishers of outgoing channels. */
@ApplicationScoped
public class Publishing {

    /** A publisher over an outgoing channel; one per channel is enough. */
    public ConfirmedPublisher over(MutinyEmitter<byte[]> emitter) {
        throw new UnsupportedOperationException();
    }
}

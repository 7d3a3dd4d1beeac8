package dev.warren.messaging.publishing;

import dev.warren.amqp.AmqpConfig;
import dev.warren.messaging.MessagingMetrics;
import dev.warren.messaging.codec.CloudEventCodec;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes confirmed publishers of outgoing channels. */
@ApplicationScoped
public class PublisherFactory {

    private final CloudEventCodec codec;
    private final AmqpConfig config;
    private final MessagingMetrics metrics;
    private final Clock clock;

    PublisherFactory(CloudEventCodec codec, AmqpConfig config, MessagingMetrics metrics, Clock clock) {
        this.codec = codec;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * A publisher over an outgoing channel. One per channel is enough: the bound on what is in flight holds per
     * publisher.
     */
    public ConfirmedPublisher over(MutinyEmitter<byte[]> emitter) {
        return raw(emitter);
    }

    public EmitterPublisher raw(MutinyEmitter<byte[]> emitter) {
        return new EmitterPublisher(emitter, codec, config.publish(), metrics, clock);
    }
}

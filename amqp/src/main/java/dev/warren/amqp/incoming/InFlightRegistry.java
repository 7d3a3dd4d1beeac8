package dev.warren.amqp.incoming;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is being handled, named by the metadata that came with it. Thread-safe. */
@ApplicationScoped
public class InFlightRegistry {

    /** Ahead of everything that ends early because of it. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 10;

    private final Map<IncomingRabbitMQMetadata, InFlightMessage> begun = new ConcurrentHashMap<>();
    private volatile boolean stopping;

    /** Whether the service stops: no further message begins, and what cannot end soon is to be given back. */
    public boolean isStopping() {
        return stopping;
    }

    /** How many messages are being handled now. */
    public int count() {
        return begun.size();
    }

    /**
     * Whether the message is still this service's to work on. It is not when the connection that it came over is gone:
     * the broker delivers it again, to whoever is there.
     */
    public boolean isHeld(IncomingRabbitMQMetadata metadata) {
        return find(metadata).map(InFlightMessage::isOurs).orElse(false);
    }

    /** Whether it was this service's to work on and is not any more. */
    public boolean isLost(IncomingRabbitMQMetadata metadata) {
        return find(metadata).map(message -> !message.isOurs()).orElse(false);
    }

    /** How much of its time in flight the message has left; nothing where it is not this service's. */
    public Duration timeLeft(IncomingRabbitMQMetadata metadata, Duration most) {
        return find(metadata)
                .filter(InFlightMessage::isOurs)
                .map(message -> most.minus(message.age()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    /**
     * Lets the message go back to its queue when the method that handles it returns, instead of being acknowledged.
     *
     * @throws IllegalStateException if it did not come over one of the service's channels
     */
    public void giveBack(IncomingRabbitMQMetadata metadata) {
        find(metadata)
                .orElseThrow(() -> new IllegalStateException("the message is not in flight here"))
                .giveBack();
    }

    void begin(IncomingRabbitMQMetadata metadata, InFlightMessage message) {
        begun.put(metadata, message);
    }

    void end(IncomingRabbitMQMetadata metadata) {
        begun.remove(metadata);
    }

    void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
        stopping = true;
    }

    private Optional<InFlightMessage> find(IncomingRabbitMQMetadata metadata) {
        return Optional.ofNullable(begun.get(metadata));
    }
}

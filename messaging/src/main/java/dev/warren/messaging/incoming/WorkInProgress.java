package dev.warren.messaging.incoming;

import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What is being handled, named by the metadata that came with it. Thread-safe. */
@ApplicationScoped
public class WorkInProgress {

    private final Map<IncomingRabbitMQMetadata, HeldMessage> begun = new ConcurrentHashMap<>();
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
        return find(metadata).map(HeldMessage::isOurs).orElse(false);
    }

    /** How long the message has been in hand; nothing for one that is not. */
    public Duration heldFor(IncomingRabbitMQMetadata metadata) {
        return find(metadata).map(HeldMessage::age).orElse(Duration.ZERO);
    }

    /**
     * Lets the message go back to its queue when the method that handles it returns, instead of being acknowledged.
     *
     * @throws IllegalStateException if it did not come over one of the service's channels
     */
    public void giveBack(IncomingRabbitMQMetadata metadata) {
        find(metadata)
                .orElseThrow(() -> new IllegalStateException("the message is not in hand"))
                .giveBack();
    }

    void begin(IncomingRabbitMQMetadata metadata, HeldMessage message) {
        begun.put(metadata, message);
    }

    void end(IncomingRabbitMQMetadata metadata) {
        begun.remove(metadata);
    }

    void stop() {
        stopping = true;
    }

    private Optional<HeldMessage> find(IncomingRabbitMQMetadata metadata) {
        return Optional.ofNullable(begun.get(metadata));
    }
}

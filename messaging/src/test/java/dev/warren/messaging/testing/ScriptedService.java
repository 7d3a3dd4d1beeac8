package dev.warren.messaging.testing;

import dev.warren.messaging.EventHandler;
import dev.warren.messaging.processing.MessageProcessor;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The smallest service there is; what it does with a message is up to the test. */
@ApplicationScoped
public class ScriptedService {

    private final MessageProcessor messageProcessor;
    private final ConfirmedPublisher results;
    private final Set<IncomingRabbitMQMetadata> received = ConcurrentHashMap.newKeySet();
    private volatile EventHandler script = delivery -> {};

    ScriptedService(
            MessageProcessor messageProcessor,
            PublisherFactory publisherFactory,
            @Channel("results") MutinyEmitter<byte[]> results) {
        this.messageProcessor = messageProcessor;
        this.results = publisherFactory.over(results);
    }

    @Incoming("events")
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        received.add(metadata);
        messageProcessor.handle(body, metadata, script);
    }

    @Incoming("overflow")
    @RunOnVirtualThread
    void onOverflow(byte[] body, IncomingRabbitMQMetadata metadata) {
        on(body, metadata);
    }

    /** What came out of the queues, once for each time that it did. */
    public Set<IncomingRabbitMQMetadata> received() {
        return received;
    }

    /** What it does from now on. */
    public void follow(EventHandler handler) {
        script = handler;
    }

    public ConfirmedPublisher results() {
        return results;
    }
}

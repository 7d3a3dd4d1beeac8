package dev.warren.aiconsumer;

import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.contracts.Topology;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.ConfirmedPublisher.Confirmation;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where results and usage leave the service. Thread-safe. */
@ApplicationScoped
class BrokerMessageSink implements MessageSink {

    private final Map<String, ConfirmedPublisher> publishers;

    BrokerMessageSink(
            PublisherFactory publisherFactory,
            @Channel(Topology.RESULTS) MutinyEmitter<byte[]> results,
            @Channel(Topology.USAGE) MutinyEmitter<byte[]> usage) {
        this.publishers =
                Map.of(Topology.RESULTS, publisherFactory.over(results), Topology.USAGE, publisherFactory.over(usage));
    }

    @Override
    public void publish(OutboundMessage message) {
        begin(message).await();
    }

    /** One that can never be published keeps none of the others back; a broker that is unavailable does. */
    @Override
    public void publish(List<OutboundMessage> messages) {
        UnpublishableException failure = null;
        for (Confirmation underWay : messages.stream().map(this::begin).toList()) {
            try {
                underWay.await();
            } catch (UnpublishableException e) {
                failure = e;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private Confirmation begin(OutboundMessage message) {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        return publishers.get(message.exchange()).begin(body, message.id(), message.routingKey());
    }
}

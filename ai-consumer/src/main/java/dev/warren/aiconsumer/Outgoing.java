package dev.warren.aiconsumer;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.ConfirmedPublisher;
import dev.warren.messaging.ConfirmedPublisher.Confirmation;
import dev.warren.messaging.Publishing;
import dev.warren.messaging.amqp.UnpublishableException;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.Outlet;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Where results and usage leave the service. Thread-safe. */
@ApplicationScoped
class Outgoing implements Outlet {

    private final Map<String, ConfirmedPublisher> publishers;

    Outgoing(
            Publishing publishing,
            @Channel(Topology.RESULTS) MutinyEmitter<byte[]> results,
            @Channel(Topology.USAGE) MutinyEmitter<byte[]> usage) {
        this.publishers = Map.of(Topology.RESULTS, publishing.over(results), Topology.USAGE, publishing.over(usage));
    }

    @Override
    public void publish(Message message) {
        begin(message).await();
    }

    /** One that can never be published keeps none of the others back; a broker that is away does. */
    @Override
    public void publish(List<Message> messages) {
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

    private Confirmation begin(Message message) {
        byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
        return publishers.get(message.exchange()).begin(body, message.id(), message.routingKey());
    }
}

package dev.warren.aiconsumer;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.ConfirmedPublisher;
import dev.warren.messaging.Publishing;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.Outlet;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
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
        publishers
                .get(message.exchange())
                .publish(message.body().getBytes(StandardCharsets.UTF_8), message.id(), message.routingKey());
    }
}

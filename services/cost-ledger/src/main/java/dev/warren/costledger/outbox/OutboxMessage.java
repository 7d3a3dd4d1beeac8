package dev.warren.costledger.outbox;

import dev.warren.contracts.Topology;
import io.cloudevents.CloudEvent;
import java.util.Set;

/**
 * A message to be published.
 *
 * @param exchange {@code alerts} or {@code budgets}
 * @param routingKey where to
 * @param event what; its id is the message's
 */
public record OutboxMessage(String exchange, String routingKey, CloudEvent event) {

    private static final Set<String> EXCHANGES = Set.of(Topology.ALERTS, Topology.BUDGETS);

    public OutboxMessage {
        if (!EXCHANGES.contains(exchange)) {
            throw new IllegalArgumentException("exchange is " + exchange + ", none of " + EXCHANGES);
        }
    }
}

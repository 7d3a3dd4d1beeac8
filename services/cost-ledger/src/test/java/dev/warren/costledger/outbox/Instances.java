package dev.warren.costledger.outbox;

import dev.warren.contracts.Topology;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.publishing.PublisherFactory;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Further instances of the ledger, as far as they empty the outbox. */
@ApplicationScoped
class Instances {

    private final ServiceDatabase database;
    private final PublisherFactory publisherFactory;
    private final MutinyEmitter<byte[]> alerts;
    private final MutinyEmitter<byte[]> budgets;

    Instances(
            ServiceDatabase database,
            PublisherFactory publisherFactory,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> alerts,
            @Channel(Topology.BUDGETS) MutinyEmitter<byte[]> budgets) {
        this.database = database;
        this.publisherFactory = publisherFactory;
        this.alerts = alerts;
        this.budgets = budgets;
    }

    /** One that does nothing by itself. */
    OutboxDispatcher another() {
        return new OutboxDispatcher(database, publisherFactory, alerts, budgets);
    }
}

package dev.warren.costledger.outbox;

import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.Publishing;
import dev.warren.messaging.database.Database;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Channel;

/** Further instances of the ledger, as far as they empty the outbox. */
@ApplicationScoped
class Instances {

    private final Database database;
    private final Publishing publishing;
    private final MutinyEmitter<byte[]> alerts;
    private final MutinyEmitter<byte[]> budgets;

    Instances(
            Database database,
            Publishing publishing,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> alerts,
            @Channel(Topology.BUDGETS) MutinyEmitter<byte[]> budgets) {
        this.database = database;
        this.publishing = publishing;
        this.alerts = alerts;
        this.budgets = budgets;
    }

    /** One that does nothing by itself. */
    Dispatch another() {
        return new Dispatch(database, publishing, alerts, budgets);
    }
}

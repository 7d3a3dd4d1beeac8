package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.prices.Prices;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.database.Database;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Books what consumers report. A message may come any number of times and in any order: its call is booked once. While
 * the database is away, messages wait.
 */
@ApplicationScoped
class UsageConsumer {

    private final Consumption consumption;
    private final EventHandler patient;
    private final Prices prices;
    private final Ledger ledger;
    private final UnpricedAlerts alerts;
    private final LedgerMetrics metrics;
    private final Clock clock;

    UsageConsumer(
            Consumption consumption,
            Database database,
            Prices prices,
            Ledger ledger,
            UnpricedAlerts alerts,
            LedgerMetrics metrics,
            Clock clock) {
        this.consumption = consumption;
        this.patient = database.patient(this::on);
        this.prices = prices;
        this.ledger = ledger;
        this.alerts = alerts;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Incoming(Topology.USAGE)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, patient);
    }

    /** Also for a call that is booked already: the earlier attempt may have ended before its alert was confirmed. */
    private void on(Delivery delivery) throws SQLException {
        Usage usage = Usage.of(delivery.event(), clock.instant());
        Charge charge = Pricing.charge(usage, prices.book());
        if (ledger.book(new Entry(usage, charge))) {
            metrics.booked(usage, charge);
        } else {
            metrics.duplicate();
        }
        if (!charge.isPriced() && !usage.isReuse()) {
            alerts.raise(usage, charge.reason());
        }
    }
}

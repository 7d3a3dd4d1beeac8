package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.prices.Prices;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Books what consumers report. A message may come any number of times and in any order: its call is booked once. */
@ApplicationScoped
class UsageConsumer implements EventHandler {

    @Inject
    Consumption consumption;

    @Inject
    Prices prices;

    @Inject
    Ledger ledger;

    @Inject
    UnpricedAlerts alerts;

    @Inject
    LedgerMetrics metrics;

    @Inject
    Clock clock;

    @Incoming(Topology.USAGE)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, this);
    }

    /** Also for a call that is booked already: the earlier attempt may have ended before its alert was confirmed. */
    @Override
    public void on(Delivery delivery) throws SQLException {
        Usage usage = Usage.of(delivery.event(), clock.instant());
        Charge charge = Pricing.charge(usage, prices.book());
        if (ledger.book(usage, charge)) {
            metrics.booked(usage, charge);
        } else {
            metrics.duplicate();
        }
        if (!charge.isPriced()) {
            alerts.raise(usage, charge.reason());
        }
    }
}

package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.prices.Prices;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.Headers;
import dev.warren.messaging.database.Database;
import io.quarkus.arc.All;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Books what consumers report. A message may come any number of times and in any order: its call is booked once. While
 * the database is away, messages wait.
 */
@ApplicationScoped
class UsageConsumer {

    private final Consumption consumption;
    private final TolerantDecoder decoder;
    private final EventHandler usage;
    private final Map<String, EventHandler> afterDelay;
    private final Prices prices;
    private final Ledger ledger;
    private final LedgerMetrics metrics;
    private final Clock clock;

    UsageConsumer(
            Consumption consumption,
            TolerantDecoder decoder,
            Database database,
            @All List<AfterDelay> others,
            Prices prices,
            Ledger ledger,
            LedgerMetrics metrics,
            Clock clock) {
        this.consumption = consumption;
        this.decoder = decoder;
        this.usage = database.patient(this::on);
        this.afterDelay = others.stream().collect(Collectors.toMap(AfterDelay::exchange, database::patient));
        this.prices = prices;
        this.ledger = ledger;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Incoming(Topology.USAGE)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        String exchange = String.valueOf(metadata.getHeaders().get(Headers.ORIGINAL_EXCHANGE));
        consumption.handle(body, metadata, decoder, afterDelay.getOrDefault(exchange, usage));
    }

    private void on(Delivery delivery) {
        Usage used = Usage.of(delivery.event(), clock.instant());
        Entry entry = Pricing.entry(used, prices.book());
        if (ledger.book(entry)) {
            metrics.booked(entry.usage(), entry.charge());
        } else {
            metrics.duplicate();
        }
    }
}

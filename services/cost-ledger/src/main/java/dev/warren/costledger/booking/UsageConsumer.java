package dev.warren.costledger.booking;

import dev.warren.contracts.Topology;
import dev.warren.costledger.prices.Prices;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.database.DatabaseOutageHandler;
import dev.warren.messaging.processing.MessageProcessor;
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
 * the database is unavailable, messages wait.
 */
@ApplicationScoped
class UsageConsumer {

    private final MessageProcessor messageProcessor;
    private final LenientDecoder decoder;
    private final EventHandler usage;
    private final Map<String, EventHandler> retriedHandlers;
    private final Prices prices;
    private final BookingService bookingService;
    private final LedgerMetrics metrics;
    private final Clock clock;

    UsageConsumer(
            MessageProcessor messageProcessor,
            LenientDecoder decoder,
            ServiceDatabase database,
            @All List<RetriedMessageHandler> others,
            Prices prices,
            BookingService bookingService,
            LedgerMetrics metrics,
            Clock clock) {
        this.messageProcessor = messageProcessor;
        this.decoder = decoder;
        this.usage = new DatabaseOutageHandler(this::on, database);
        this.retriedHandlers = others.stream()
                .collect(Collectors.toMap(
                        RetriedMessageHandler::exchange, handler -> new DatabaseOutageHandler(handler, database)));
        this.prices = prices;
        this.bookingService = bookingService;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Incoming(Topology.USAGE)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        String exchange = String.valueOf(metadata.getHeaders().get(WarrenHeaders.ORIGINAL_EXCHANGE));
        messageProcessor.handle(body, metadata, decoder, retriedHandlers.getOrDefault(exchange, usage));
    }

    private void on(Delivery delivery) {
        UsageRecord used = UsageRecord.of(delivery.event(), clock.instant());
        LedgerEntry entry = Pricing.entry(used, prices.book());
        if (bookingService.book(entry)) {
            metrics.booked(entry.usage(), entry.charge());
        } else {
            metrics.duplicate();
        }
    }
}

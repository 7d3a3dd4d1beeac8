package dev.warren.amqp.incoming;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What there is to see of the queues that the service consumes. */
@ApplicationScoped
class ConsumingMetrics {

    private static final String READY = "warren.queue.ready";
    private static final String IN_FLIGHT = "warren.queue.in.flight";
    private static final String IN_FLIGHT_BYTES = "warren.queue.in.flight.bytes";
    private static final String PROCESSING = "warren.queue.processing";
    private static final String OLDEST = "warren.queue.oldest.seconds";
    private static final String MOVED = "warren.queue.moved";
    private static final double MILLIS_PER_SECOND = 1000.0;

    private final MetricRegistry registry;
    private final List<MetricID> gauges = new CopyOnWriteArrayList<>();

    ConsumingMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /**
     * Shows a channel.
     *
     * @param ready how many messages wait in its queue; not a number where that is unknown
     */
    void show(IncomingChannel channel, Supplier<Double> ready) {
        gauge(READY, channel, ready);
        gauge(IN_FLIGHT, channel, channel::held);
        gauge(IN_FLIGHT_BYTES, channel, channel::heldBytes);
        gauge(PROCESSING, channel, channel::working);
        gauge(OLDEST, channel, () -> channel.oldest().toMillis() / MILLIS_PER_SECOND);
    }

    /** A message went to another place in the broker. */
    void moved(String queue, String key) {
        registry.counter(MOVED, new Tag("queue", queue), new Tag("to", key)).inc();
    }

    private <T extends Number> void gauge(String name, IncomingChannel channel, Supplier<T> value) {
        MetricID id = new MetricID(name, new Tag("queue", channel.queue()));
        registry.gauge(name, value, new Tag("queue", channel.queue()));
        gauges.add(id);
    }

    @PreDestroy
    void close() {
        gauges.forEach(registry::remove);
    }
}

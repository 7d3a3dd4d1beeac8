package dev.warren.notifier.stream;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** What can be watched about live delivery. Thread-safe. */
@Singleton
class StreamMetrics {

    private static final double MILLIS_PER_SECOND = 1_000;

    private final Counter delivered;
    private final Counter replayed;
    private final Counter stalled;
    private final Counter refused;
    private final Clock clock;
    private final Instant start;
    private volatile Duration lag = Duration.ZERO;

    StreamMetrics(MetricRegistry registry, Subscribers subscribers, Clock clock) {
        this.delivered = registry.counter("warren.notifier.frames.delivered");
        this.replayed = registry.counter("warren.notifier.frames.replayed");
        this.stalled = registry.counter("warren.notifier.clients.stalled");
        this.refused = registry.counter("warren.notifier.clients.refused");
        this.clock = clock;
        this.start = clock.instant();
        registry.gauge("warren.notifier.clients.connected", subscribers::count);
        registry.gauge("warren.notifier.tail.lag.seconds", () -> lag.toMillis() / MILLIS_PER_SECOND);
    }

    /** A frame was handed to a client's connection. */
    void delivered() {
        delivered.inc();
    }

    /** A message was read again for one client. */
    void replayed() {
        replayed.inc();
    }

    /** A client was disconnected because it read nothing. */
    void stalled() {
        stalled.inc();
    }

    /** A client was sent away because there were too many. */
    void refused() {
        refused.inc();
    }

    /** The tail has come to a message. What was said before this instance started says nothing about its lag. */
    void received(SseFrame frame) {
        if (frame.at() != null && frame.at().isAfter(start)) {
            lag = Duration.between(frame.at(), clock.instant());
        }
    }
}

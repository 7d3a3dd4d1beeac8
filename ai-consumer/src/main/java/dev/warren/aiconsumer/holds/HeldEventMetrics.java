package dev.warren.aiconsumer.holds;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * The events that wait for a budget, as counted at the last check, and their gauges. Each instance shows all of them:
 * take the maximum over instances, not the sum. Thread-safe.
 */
@ApplicationScoped
class HeldEventMetrics {

    private static final double MILLIS = 1000;

    private final Clock clock;
    private volatile Seen last = new Seen(null, List.of());
    private volatile long count;

    HeldEventMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        Gauge.builder("warren.held.events", () -> count).register(registry);
        Gauge.builder("warren.held.oldest.age", this::age).baseUnit("seconds").register(registry);
    }

    /**
     * What was found.
     *
     * @param at when; null where nobody has looked yet
     * @param waiting what waits, those that wait longest first
     */
    record Seen(Instant at, List<HeldGroup> waiting) {}

    /** Somebody has looked at all of them. */
    void seen(HeldEventCounter heldEventCounter) {
        last = new Seen(clock.instant(), heldEventCounter.waiting());
        count = heldEventCounter.events();
    }

    /** So many are there now. Returns whether that is all that there is to know of them. */
    boolean counted(long now) {
        count = now;
        if (now == 0) {
            last = new Seen(clock.instant(), List.of());
        }
        return now == 0 || !last.waiting().isEmpty();
    }

    /** How many there were when they were counted last. */
    long count() {
        return count;
    }

    /** What was found last. */
    Seen last() {
        return last;
    }

    /** Whether somebody has looked since. */
    boolean isSeenSince(Instant moment) {
        Instant at = last.at();
        return at != null && !at.isBefore(moment);
    }

    private double age() {
        return last.waiting().stream()
                .map(HeldGroup::oldest)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / MILLIS)
                .orElse(0.0);
    }
}

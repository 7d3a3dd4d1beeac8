package dev.warren.deadletters;

import dev.warren.contracts.event.TextTruncation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The letters of the service as gauges. Each instance shows all of them: take the maximum over instances, not the sum.
 * Over Micrometer itself, because groups come and go, and a gauge of MicroProfile stays.
 */
@ApplicationScoped
class DeadLetterMetrics {

    private static final int MOST_GROUPS = 100;
    private static final int LONGEST_TAG = 200;
    private static final double MILLIS = 1000;

    private final MultiGauge groups;
    private final Clock clock;
    private volatile long waiting;
    private volatile Instant oldest;

    DeadLetterMetrics(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.groups = MultiGauge.builder("warren.dead.letters").register(registry);
        Gauge.builder("warren.dead.letters.waiting", () -> waiting).register(registry);
        Gauge.builder("warren.dead.letters.oldest.age", this::age)
                .baseUnit("seconds")
                .register(registry);
    }

    /**
     * Shows what was read, the largest groups only where there are very many.
     *
     * @param count of all letters, those that were not read included
     */
    void show(DeadLetterGrouping read, long count) {
        waiting = count;
        oldest = read.oldest() == null ? null : read.oldest().at();
        groups.register(
                read.largestFirst().stream()
                        .limit(MOST_GROUPS)
                        .map(group -> Row.of(tags(group), group.count()))
                        .toList(),
                true);
    }

    private double age() {
        Instant since = oldest;
        return since == null ? 0 : Duration.between(since, clock.instant()).toMillis() / MILLIS;
    }

    private static Tags tags(DeadLetterGroup group) {
        return Tags.of(
                "feature", TextTruncation.bounded(Objects.requireNonNullElse(group.feature(), ""), LONGEST_TAG),
                "reason", TextTruncation.bounded(group.reason(), LONGEST_TAG));
    }
}

package dev.warren.aiconsumer.holds;

import dev.warren.contracts.v1.HoldDecided.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What asking for money counts. */
@ApplicationScoped
class HoldRequestMetrics {

    private static final String ASKED = "warren.holds.requests";
    private static final String RELEASED = "warren.held.released";

    private final MetricRegistry registry;

    HoldRequestMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** The ledger was asked once; empty where it did not answer. */
    void asked(Optional<Decision> decision, Duration took) {
        Tag said = new Tag("decision", decision.map(Decision::value).orElse("none"));
        registry.timer(ASKED, said).update(took);
    }

    /** A held event goes back to where events are worked on. */
    void released() {
        registry.counter(RELEASED).inc();
    }
}

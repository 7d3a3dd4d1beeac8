package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.v1.HoldDecided.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What became of holds in this instance since it started. */
@ApplicationScoped
public class HoldMetrics {

    private static final String DECIDED = "warren.ledger.holds.decided";
    private static final String RELEASED = "warren.ledger.holds.released";
    private static final String EXPIRED = "warren.ledger.holds.expired";

    private final MetricRegistry registry;

    HoldMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    void decided(Decision decision) {
        registry.counter(DECIDED, new Tag("decision", decision.value())).inc();
    }

    /** The database was unavailable, or refused. */
    void undecided() {
        registry.counter(DECIDED, new Tag("decision", "none")).inc();
    }

    void released() {
        registry.counter(RELEASED).inc();
    }

    public void expired(int count) {
        registry.counter(EXPIRED).inc(count);
    }
}

package dev.warren.intake;

import dev.warren.intake.event.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what came in and what became of it. */
@ApplicationScoped
public class IntakeMetrics {

    private static final Metadata EVENTS = Metadata.builder()
            .withName("warren.intake.events")
            .withDescription(
                    "Events that kept every rule, by the door they came to and whether the broker confirmed them")
            .build();
    private static final Metadata REFUSED = Metadata.builder()
            .withName("warren.intake.refused")
            .withDescription("Requests and messages that were refused, by door and reason")
            .build();

    private final MetricRegistry registry;

    @Inject
    IntakeMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Events that the broker confirmed. */
    public void accepted(Door door, int events) {
        count(door, "accepted", events);
    }

    /** Events that the broker did not confirm. */
    public void unconfirmed(Door door, int events) {
        count(door, "unconfirmed", events);
    }

    /** One request or message that was refused. */
    public void refused(Door door, Refusal refusal) {
        registry.counter(REFUSED, new Tag("door", door.tag()), new Tag("reason", refusal.code()))
                .inc();
    }

    /** One request that there was no room for. */
    public void busy(Door door) {
        registry.counter(REFUSED, new Tag("door", door.tag()), new Tag("reason", "busy"))
                .inc();
    }

    private void count(Door door, String outcome, int events) {
        registry.counter(EVENTS, new Tag("door", door.tag()), new Tag("outcome", outcome))
                .inc(events);
    }
}

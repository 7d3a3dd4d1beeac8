package dev.warren.intake.accept;

import dev.warren.intake.event.EventRefusal;
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
            .withDescription("Valid events, by protocol and whether the broker confirmed them")
            .build();
    private static final Metadata REFUSED = Metadata.builder()
            .withName("warren.intake.refused")
            .withDescription("Refused requests and messages, by protocol and reason")
            .build();

    private final MetricRegistry registry;

    @Inject
    IntakeMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    /** Events that the broker confirmed. */
    public void accepted(IntakeProtocol intakeProtocol, int events) {
        count(intakeProtocol, "accepted", events);
    }

    /** Events that the broker did not confirm. */
    public void unconfirmed(IntakeProtocol intakeProtocol, int events) {
        count(intakeProtocol, "unconfirmed", events);
    }

    /** One request or message that was refused. */
    public void refused(IntakeProtocol intakeProtocol, EventRefusal eventRefusal) {
        registry.counter(REFUSED, new Tag("protocol", intakeProtocol.tag()), new Tag("reason", eventRefusal.code()))
                .inc();
    }

    /** One request that there was no room for. */
    public void busy(IntakeProtocol intakeProtocol) {
        registry.counter(REFUSED, new Tag("protocol", intakeProtocol.tag()), new Tag("reason", "at-capacity"))
                .inc();
    }

    private void count(IntakeProtocol intakeProtocol, String outcome, int events) {
        registry.counter(EVENTS, new Tag("protocol", intakeProtocol.tag()), new Tag("outcome", outcome))
                .inc(events);
    }
}

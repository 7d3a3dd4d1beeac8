package dev.warren.intake.accept;

import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.contracts.event.Publication;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Publishes what was let in. Thread-safe. */
@ApplicationScoped
public class AcceptedEventPublisher {

    private final ConfirmedPublisher events;
    private final IntakeMetrics metrics;

    @Inject
    AcceptedEventPublisher(
            PublisherFactory publisherFactory,
            @Channel("events") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER) MutinyEmitter<byte[]> events,
            IntakeMetrics metrics) {
        this.events = publisherFactory.over(events);
        this.metrics = metrics;
    }

    /**
     * Publishes the events one after the other, so that they keep their order, and returns when the broker has
     * confirmed the last. Blocks the caller.
     *
     * @param publication what makes it another publication than an earlier one of the same event: the same one whenever
     *     an acceptance is published again; empty where it may have been published before, and nobody knows as what
     * @throws NotConfirmedException if one was not confirmed; those behind it were not published
     */
    public void publish(IntakeProtocol intakeProtocol, List<CloudEvent> batch, Optional<Publication> publication) {
        Map<String, Object> headers = publication
                .<Map<String, Object>>map(known -> Map.of(WarrenHeaders.PUBLICATION, known.toString()))
                .orElse(Map.of());
        int confirmed = 0;
        try {
            for (CloudEvent event : batch) {
                events.publish(event, event.getType(), headers);
                confirmed++;
            }
        } catch (UnconfirmedException | UnpublishableException e) {
            metrics.unconfirmed(intakeProtocol, batch.size() - confirmed);
            throw new NotConfirmedException(confirmed, batch.size(), e);
        } finally {
            metrics.accepted(intakeProtocol, confirmed);
        }
    }
}

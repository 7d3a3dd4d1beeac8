package dev.warren.deadletters;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Raises an alert when dead letters wait for an operator, once per oldest dead letter. The alert's id is derived from
 * that dead letter, so that another instance, or this one after a restart, raises the same alert. Used by one thread.
 */
@ApplicationScoped
class DeadLetterAlertJob {

    private static final int LONGEST_REASON = 200;

    private final ConfirmedPublisher alerts;
    private final Clock clock;
    private final String service;
    private String raisedFor;

    DeadLetterAlertJob(
            PublisherFactory publisherFactory,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> emitter,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.alerts = publisherFactory.over(emitter);
        this.clock = clock;
        this.service = service;
    }

    boolean isRaisedFor(DeadLetter oldest) {
        return oldest.key().equals(raisedFor);
    }

    /**
     * Publishes the alert.
     *
     * @throws dev.warren.messaging.publishing.UnconfirmedException if the broker did not confirm; it is not raised then
     */
    void raise(DeadLetter oldest, long count) {
        String message = "Dead letters in %s.dead: %d; reason of the oldest: %s. Replay or discard them."
                .formatted(service, count, TextTruncation.bounded(oldest.reason(), LONGEST_REASON));
        Alert alert = new Alert(Severity.WARNING, Alert.DEAD_LETTERS_WAITING, message, details(oldest, count));
        alerts.publish(
                ContractCodec.alert(service, alert, oldest.key(), clock),
                Topology.alertKey(alert.severity(), alert.kind()));
        raisedFor = oldest.key();
    }

    private Map<String, String> details(DeadLetter oldest, long count) {
        Map<String, String> details = new TreeMap<>();
        details.put("service", service);
        details.put("count", Long.toString(count));
        details.put("key", oldest.key());
        details.put("reason", TextTruncation.bounded(oldest.reason(), LONGEST_REASON));
        if (oldest.feature() != null) {
            details.put("feature", oldest.feature());
        }
        if (oldest.at() != null) {
            details.put("oldest", oldest.at().toString());
        }
        return details;
    }
}

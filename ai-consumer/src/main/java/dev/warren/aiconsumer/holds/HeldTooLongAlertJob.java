package dev.warren.aiconsumer.holds;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/**
 * Says that events have waited for money for too long: once per budget, feature, reason and day (UTC) on which the
 * oldest of them was held, whichever instance says it. Used by one thread.
 */
@ApplicationScoped
class HeldTooLongAlertJob {

    private static final Logger LOG = Logger.getLogger(HeldTooLongAlertJob.class);
    private static final String KIND = "held-too-long";

    private final ConfirmedPublisher alerts;
    private final HoldsConfig config;
    private final Clock clock;
    private final String service;
    private Set<String> raised = Set.of();

    HeldTooLongAlertJob(
            PublisherFactory publisherFactory,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> emitter,
            HoldsConfig config,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.alerts = publisherFactory.over(emitter);
        this.config = config;
        this.clock = clock;
        this.service = service;
    }

    /** Raises what there is to raise; what the broker does not confirm is raised the next time. */
    void look(List<HeldGroup> waiting) {
        Instant tooEarly = clock.instant().minus(config.alertAfter());
        Set<String> overdue = new HashSet<>();
        try {
            for (HeldGroup one : waiting) {
                if (one.oldest() != null && one.oldest().isBefore(tooEarly)) {
                    raise(one);
                    overdue.add(occasion(one));
                }
            }
        } catch (UnconfirmedException e) {
            LOG.debugf("alert not raised, retrying cause=%s", e);
        }
        raised = overdue;
    }

    private void raise(HeldGroup one) {
        if (raised.contains(occasion(one))) {
            return;
        }
        String message =
                "Events of feature %s wait for budget %s: %d in %s.held, the oldest since %s. ./warren held shows how much must be free."
                        .formatted(one.feature(), one.budget(), one.events(), service, one.oldest());
        Alert alert = new Alert(Severity.WARNING, KIND, message, details(one));
        alerts.publish(
                ContractCodec.alert(service, alert, occasion(one), clock),
                Topology.alertKey(alert.severity(), alert.kind()));
    }

    private static String occasion(HeldGroup one) {
        LocalDate day = LocalDate.ofInstant(one.oldest(), ZoneOffset.UTC);
        return String.join("|", one.budget(), one.feature(), String.valueOf(one.why()), day.toString());
    }

    private Map<String, String> details(HeldGroup one) {
        Map<String, String> details = new TreeMap<>();
        details.put("service", service);
        details.put("budget", one.budget());
        details.put("feature", one.feature());
        details.put("events", Long.toString(one.events()));
        details.put("oldest", one.oldest().toString());
        if (one.needed() != null) {
            details.put("needed", one.needed());
            details.put("currency", one.currency());
        }
        return details;
    }
}

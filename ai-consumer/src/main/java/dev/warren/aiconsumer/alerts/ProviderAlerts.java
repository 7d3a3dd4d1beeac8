package dev.warren.aiconsumer.alerts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.Topology;
import dev.warren.messaging.ConfirmedPublisher;
import dev.warren.messaging.Publishing;
import dev.warren.modelchain.provider.ProviderWatch;
import dev.warren.modelchain.provider.ProviderWatch.Trouble;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Raises an alert, once, for a provider that refuses to work until a person does something. Its id follows from the
 * provider, the cause and the hour in which it began, so that what another instance says, or this one after a restart,
 * is the same alert. Used by one thread.
 */
@ApplicationScoped
class ProviderAlerts {

    private final ProviderWatch watch;
    private final ProviderAlertsConfig config;
    private final ConfirmedPublisher alerts;
    private final Clock clock;
    private final String service;
    private final Map<String, Instant> raised = new HashMap<>();

    ProviderAlerts(
            ProviderWatch watch,
            ProviderAlertsConfig config,
            Publishing publishing,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> emitter,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.watch = watch;
        this.config = config;
        this.alerts = publishing.over(emitter);
        this.clock = clock;
        this.service = service;
    }

    /**
     * Looks at the providers.
     *
     * @throws dev.warren.messaging.UnconfirmedException if the broker did not confirm an alert; it is not raised then
     */
    void look() {
        List<Trouble> troubles = watch.troubles();
        raised.keySet().retainAll(troubles.stream().map(Trouble::provider).toList());
        troubles.stream()
                .filter(this::isDue)
                .filter(trouble -> !trouble.since().equals(raised.get(trouble.provider())))
                .forEach(this::raise);
    }

    /** A key may be changed at this moment, and one refusal may be about one request; money does not come back. */
    private boolean isDue(Trouble trouble) {
        Duration wait =
                switch (trouble.cause()) {
                    case KEY_REFUSED -> config.keyRefusedFor();
                    case QUOTA_EXHAUSTED -> Duration.ZERO;
                };
        return trouble.length().compareTo(wait) >= 0;
    }

    private void raise(Trouble trouble) {
        Alert alert = new Alert(Severity.CRITICAL, kind(trouble), message(trouble), details(trouble));
        String occasion = trouble.provider() + " " + trouble.since().truncatedTo(ChronoUnit.HOURS);
        alerts.publish(
                Messages.alert(service, alert, occasion, clock), Topology.alertKey(alert.severity(), alert.kind()));
        raised.put(trouble.provider(), trouble.since());
    }

    private static String kind(Trouble trouble) {
        return switch (trouble.cause()) {
            case KEY_REFUSED -> Alert.PROVIDER_KEY_REFUSED;
            case QUOTA_EXHAUSTED -> Alert.PROVIDER_QUOTA_EXHAUSTED;
        };
    }

    private String message(Trouble trouble) {
        return switch (trouble.cause()) {
            case KEY_REFUSED ->
                "The provider %s has refused the key of %s since %s. Check the key, and what it may do there."
                        .formatted(trouble.provider(), service, trouble.since());
            case QUOTA_EXHAUSTED ->
                "There has been no money left at the provider %s since %s. Add some, or raise the limit there."
                        .formatted(trouble.provider(), trouble.since());
        };
    }

    private Map<String, String> details(Trouble trouble) {
        Map<String, String> details = new TreeMap<>(Map.of(
                "service", service,
                "provider", trouble.provider(),
                "since", trouble.since().toString()));
        if (trouble.said().status() != null) {
            details.put("status", trouble.said().status().toString());
        }
        if (trouble.said().error() != null) {
            details.put("error", trouble.said().error());
        }
        return details;
    }
}

package dev.warren.aiconsumer.alerts;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.modelchain.provider.reply.RefusingProviders;
import dev.warren.modelchain.provider.reply.RefusingProviders.Trouble;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;

/**
 * Raises an alert, once, for a provider that refuses to work until a person does something. What another instance of
 * the service has raised, or this one before a restart, is not raised again for a day, unless the provider has answered
 * in between. The id follows from the provider, the cause and the day (UTC) on which it began: what another service
 * says is the same alert. Used by one thread.
 */
@ApplicationScoped
class ProviderAlerts {

    /** Stands for all services that ask the provider: the alert is the same whoever of them raises it. */
    private static final String SOURCE = "providers";

    private static final Duration REMINDER = Duration.ofHours(24);

    private final RefusingProviders refusingProviders;
    private final ProviderAlertsConfig config;
    private final ConfirmedPublisher alerts;
    private final RaisedProviderAlerts raisedByAll;
    private final Clock clock;
    private final String service;
    private final Map<String, Instant> raised = new HashMap<>();
    private final Set<String> wellSinceRaised = new HashSet<>();

    ProviderAlerts(
            RefusingProviders refusingProviders,
            ProviderAlertsConfig config,
            PublisherFactory publisherFactory,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> emitter,
            RaisedProviderAlerts raisedByAll,
            Clock clock,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.refusingProviders = refusingProviders;
        this.config = config;
        this.alerts = publisherFactory.over(emitter);
        this.raisedByAll = raisedByAll;
        this.clock = clock;
        this.service = service;
    }

    /**
     * Looks at the providers.
     *
     * @throws dev.warren.messaging.publishing.UnconfirmedException if the broker did not confirm an alert; it is not
     *     raised then
     */
    void look() {
        List<Trouble> troubles = refusingProviders.troubles();
        Map<String, Instant> answered = refusingProviders.answered();
        raised.keySet().retainAll(troubles.stream().map(Trouble::provider).toList());
        answered.forEach(this::forget);
        troubles.stream()
                .filter(this::isDue)
                .filter(trouble -> !trouble.since().equals(raised.get(trouble.provider())))
                .forEach(trouble -> raise(trouble, answered.getOrDefault(trouble.provider(), Instant.EPOCH)));
    }

    /** Once after each alert, and once after a start. */
    private void forget(String provider, Instant at) {
        if (!raised.containsKey(provider) && !wellSinceRaised.contains(provider)) {
            raisedByAll.forget(provider, at);
            wellSinceRaised.add(provider);
        }
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

    private void raise(Trouble trouble, Instant lastAnswer) {
        Instant dayAgo = clock.instant().minus(REMINDER);
        String kind = kind(trouble);
        if (!raisedByAll.isRaised(trouble.provider(), kind, lastAnswer.isAfter(dayAgo) ? lastAnswer : dayAgo)) {
            publish(trouble, kind);
            raisedByAll.raised(trouble.provider(), kind, clock.instant());
        }
        raised.put(trouble.provider(), trouble.since());
        wellSinceRaised.remove(trouble.provider());
    }

    private void publish(Trouble trouble, String kind) {
        Alert alert = new Alert(Severity.CRITICAL, kind, message(trouble), details(trouble));
        String occasion = trouble.provider() + " " + LocalDate.ofInstant(trouble.since(), ZoneOffset.UTC);
        alerts.publish(
                ContractCodec.alert(SOURCE, alert, occasion, clock), Topology.alertKey(alert.severity(), alert.kind()));
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
                "Provider %s has rejected the API key of %s since %s. Check the key and its permissions."
                        .formatted(trouble.provider(), service, trouble.since());
            case QUOTA_EXHAUSTED ->
                "The account at provider %s has had no credit since %s. Top it up or raise its limit."
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

package dev.warren.modelchain.provider;

import dev.warren.modelchain.turn.TurnRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which providers there are, and in which order they are asked unless a feature says otherwise. */
@ApplicationScoped
public class Endpoints {

    private static final String ORDER = "warren.providers";

    private final List<String> order;
    private final Map<String, EndpointSettings> settings;

    Endpoints(
            @ConfigProperty(name = ORDER, defaultValue = Provider.LOCAL) List<String> order,
            PrimarySettings primary,
            SecondarySettings secondary) {
        this.order = order.stream().map(String::strip).toList();
        this.settings = Map.of(Provider.PRIMARY, primary, Provider.SECONDARY, secondary);
    }

    /** The value of {@code warren.providers}. */
    public List<String> order() {
        return order;
    }

    /** The providers that can be asked. */
    public Set<String> usable() {
        Set<String> usable = new TreeSet<>(Set.of(Provider.LOCAL));
        settings.forEach((name, endpoint) -> {
            if (missing(endpoint).isEmpty()) {
                usable.add(name);
            }
        });
        return usable;
    }

    /** The longest that a single call may take, by provider that can be asked over the network. */
    public Map<String, Duration> timeouts() {
        return each(EndpointSettings::timeout);
    }

    /** As {@link #timeouts()}, with the wait for the call's turn. */
    public Map<String, Duration> turnsAndCalls() {
        return each(endpoint -> endpoint.maxWait().plus(endpoint.timeout()));
    }

    /** The longest that a provider is left in peace before a call is repeated, by provider. */
    public Map<String, Duration> pauses() {
        return each(endpoint -> endpoint.maxRetryDelay().plus(endpoint.retryJitter()));
    }

    private Map<String, Duration> each(Function<EndpointSettings, Duration> duration) {
        return usable().stream()
                .filter(settings::containsKey)
                .collect(Collectors.toMap(name -> name, name -> duration.apply(settings.get(name))));
    }

    /**
     * What is wrong with {@code warren.providers} and the endpoints' settings, one sentence per fault, each beginning
     * with the key.
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (String name : order) {
            if (!Provider.NAMES.contains(name)) {
                faults.add("%s: '%s' is unknown; known are %s".formatted(ORDER, name, new TreeSet<>(Provider.NAMES)));
            } else if (settings.containsKey(name)) {
                missing(settings.get(name))
                        .forEach(key -> faults.add(
                                "warren.%s.%s: is missing, but %s names '%s'".formatted(name, key, ORDER, name)));
            }
        }
        settings.forEach((name, endpoint) ->
                TurnRules.faults(endpoint).forEach(fault -> faults.add("warren." + name + "." + fault)));
        return faults;
    }

    EndpointSettings settings(String provider) {
        return settings.get(provider);
    }

    ResponseRoom room(String provider) {
        EndpointSettings endpoint = settings.get(provider);
        return new ResponseRoom(endpoint.maxResponseSize().asLongValue(), endpoint.mostOfResponses());
    }

    String model(String provider) {
        return settings.get(provider).model().orElse("");
    }

    private static List<String> missing(EndpointSettings endpoint) {
        List<String> missing = new ArrayList<>();
        if (endpoint.url().isEmpty()) {
            missing.add("url");
        }
        if (endpoint.model().isEmpty()) {
            missing.add("model");
        }
        return missing;
    }
}

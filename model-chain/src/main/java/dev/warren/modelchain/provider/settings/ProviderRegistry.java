package dev.warren.modelchain.provider.settings;

import dev.warren.modelchain.feature.NameRules;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.turn.CallLimitSettingsValidator;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which providers there are, and in which order they are asked unless a feature says otherwise. */
@ApplicationScoped
public class ProviderRegistry {

    /** Without these a provider cannot be asked. */
    public static final List<String> REQUIRED = List.of("url", "model");

    private static final String ORDER = "warren.providers";
    private static final String CHAIN = "warren.chain";

    private final List<String> order;
    private final String orderKey;
    private final Map<String, EndpointSettings> settings;

    ProviderRegistry(ProviderSettings providers, @ConfigProperty(name = CHAIN) Optional<List<String>> chain) {
        this.orderKey = chain.isPresent() ? CHAIN : ORDER;
        this.order = chain.or(providers::order).orElse(List.of(Provider.LOCAL)).stream()
                .map(String::strip)
                .toList();
        this.settings = new TreeMap<>(providers.endpoints());
    }

    /** The order in which providers are asked unless a feature has its own. */
    public List<String> order() {
        return order;
    }

    /** The providers that can be asked. */
    public Set<String> usable() {
        Set<String> usable = new TreeSet<>(remote());
        usable.add(Provider.LOCAL);
        return usable;
    }

    /** The providers that can be asked over the network, by name. */
    public List<String> remote() {
        return settings.entrySet().stream()
                .filter(each -> missing(each.getValue()).isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The settings of a provider that can be asked over the network. */
    public Optional<EndpointSettings> named(String provider) {
        return Optional.ofNullable(settings.get(provider))
                .filter(endpoint -> missing(endpoint).isEmpty());
    }

    /** The longest that a single call may take, by provider that can be asked over the network. */
    public Map<String, Duration> timeouts() {
        return each(EndpointSettings::timeout);
    }

    /** As {@link #timeouts()}, with the wait for the call's turn. */
    public Map<String, Duration> turnsAndCalls() {
        return each(endpoint -> endpoint.maxWait().plus(endpoint.timeout()));
    }

    /** The longest retry delay, by provider. */
    public Map<String, Duration> pauses() {
        return each(endpoint -> endpoint.maxRetryDelay().plus(endpoint.retryJitter()));
    }

    private Map<String, Duration> each(Function<EndpointSettings, Duration> duration) {
        return remote().stream().collect(Collectors.toMap(name -> name, name -> duration.apply(settings.get(name))));
    }

    /** What the provider is called on the ledger. */
    public String onLedger(String provider) {
        return named(provider).flatMap(EndpointSettings::priceProvider).orElse(provider);
    }

    /**
     * What is wrong with the order and the endpoints' settings, one sentence per fault, each beginning with the key.
     */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        order.stream().filter(name -> !name.equals(Provider.LOCAL)).forEach(name -> missing(settings.get(name))
                .forEach(key -> faults.add("%s%s.%s: is missing, but %s names '%s'"
                        .formatted(ProviderNames.PREFIX, name, key, orderKey, name))));
        settings.forEach((name, endpoint) ->
                faults(name, endpoint).forEach(fault -> faults.add(ProviderNames.PREFIX + name + fault)));
        return faults;
    }

    private static List<String> faults(String name, EndpointSettings endpoint) {
        List<String> faults = new ArrayList<>();
        if (name.equals(Provider.LOCAL)) {
            faults.add(": is the name of the embedded models");
        } else if (!NameRules.allow(name)) {
            faults.add(": a name is lower-case letters, digits and hyphens");
        }
        Stream.concat(
                        CallLimitSettingsValidator.faults(endpoint).stream(),
                        GuardSettingsValidator.faults(endpoint).stream())
                .forEach(fault -> faults.add("." + fault));
        return faults;
    }

    /** How many calls may be in flight at any provider. */
    public static int mostInFlight(ProviderSettings providers) {
        return providers.endpoints().values().stream()
                .mapToInt(EndpointSettings::maxConcurrency)
                .max()
                .orElseThrow();
    }

    /** @param endpoint null where nothing is known of it */
    private static List<String> missing(EndpointSettings endpoint) {
        if (endpoint == null) {
            return REQUIRED;
        }
        Map<String, Optional<String>> required = Map.of("url", endpoint.url(), "model", endpoint.model());
        return REQUIRED.stream().filter(key -> required.get(key).isEmpty()).toList();
    }
}

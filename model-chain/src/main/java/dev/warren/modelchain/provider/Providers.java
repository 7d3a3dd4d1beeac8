package dev.warren.modelchain.provider;

import dev.warren.modelchain.budget.Payer;
import dev.warren.modelchain.budget.Treasury;
import dev.warren.modelchain.turn.Turnstiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** The providers by name. One that is not configured costs nothing: no chain names it, and no one asks it. */
@ApplicationScoped
public class Providers {

    private final Map<String, Remote> remote = new TreeMap<>();
    private final Map<String, Provider> byName = new TreeMap<>();
    private final Map<String, EndpointProvider> probes = new TreeMap<>();
    private final LocalModels localModels;

    Providers(
            Skill skill,
            Models models,
            Endpoints endpoints,
            Turnstiles turnstiles,
            Treasury treasury,
            Clock clock,
            Guards guards,
            LocalModels localModels,
            AnswerCache cache,
            ProviderWatch watch,
            MetricRegistry registry) {
        this.localModels = localModels;
        List<String> names = endpoints.remote();
        for (String name : names) {
            EndpointSettings settings = endpoints.named(name).orElseThrow();
            Remote each = new Remote(
                    name,
                    settings,
                    endpoints.onLedger(name),
                    names.indexOf(name),
                    turnstiles.before(name, settings),
                    new ResponseRoom(settings.maxResponseSize().asLongValue(), settings.mostOfResponses()),
                    new ConcurrentHashMap<>(),
                    watch,
                    new Standing(clock),
                    guards);
            each.gauge(registry);
            remote.put(name, each);
            byName.put(name, new CachedProvider(each.asked(models, skill::ask, treasury, clock), cache));
            probes.put(name, each.asked(models, Probe::ask, treasury, clock));
        }
        byName.put(Provider.LOCAL, new LocalProvider(localModels));
    }

    /** The provider of that name; empty if there is none, or it is not configured. */
    public Optional<Provider> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** How all of them are doing, the embedded models at the end. */
    public List<ProviderState> states() {
        return Stream.concat(remote.values().stream().map(Remote::state), Stream.of(localModels.state()))
                .toList();
    }

    /**
     * Asks a provider something small, and finds out what works. The call is in the log when this returns, and costs
     * what it costs.
     *
     * @param name of one that {@link #canBeTested}
     * @param feature what the call is for
     */
    public Trial test(String name, String feature, Payer payer, CallLog log) {
        return Probe.put(probes.get(name), remote.get(name), Probe.question(feature, payer), log);
    }

    /** Whether there is an endpoint of that name. */
    public boolean canBeTested(String name) {
        return probes.containsKey(name);
    }
}

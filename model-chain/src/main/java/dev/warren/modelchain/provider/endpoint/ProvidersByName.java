package dev.warren.modelchain.provider.endpoint;

import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.budget.HoldRequester;
import dev.warren.modelchain.provider.AnswerCache;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.ProviderState;
import dev.warren.modelchain.provider.ProviderTestResult;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.provider.call.ResponseMemoryLimit;
import dev.warren.modelchain.provider.guard.ProviderGuard;
import dev.warren.modelchain.provider.local.LocalModels;
import dev.warren.modelchain.provider.local.LocalProvider;
import dev.warren.modelchain.provider.reply.RefusingProviders;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.modelchain.turn.CallLimiterFactory;
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
public class ProvidersByName {

    private final Map<String, RemoteProvider> remote = new TreeMap<>();
    private final Map<String, Provider> byName = new TreeMap<>();
    private final Map<String, EndpointProvider> probes = new TreeMap<>();
    private final LocalModels localModels;

    ProvidersByName(
            Skill skill,
            ChatModelFactory chatModelFactory,
            ProviderRegistry providerRegistry,
            CallLimiterFactory callLimiterFactory,
            HoldRequester holdRequester,
            Clock clock,
            LocalModels localModels,
            AnswerCache cache,
            RefusingProviders refusingProviders,
            MetricRegistry registry) {
        this.localModels = localModels;
        for (String name : providerRegistry.remote()) {
            EndpointSettings settings = providerRegistry.named(name).orElseThrow();
            RemoteProvider each = new RemoteProvider(
                    name,
                    settings,
                    providerRegistry.onLedger(name),
                    callLimiterFactory.before(name, settings),
                    new ResponseMemoryLimit(settings.maxResponseSize().asLongValue(), settings.mostOfResponses()),
                    new ConcurrentHashMap<>(),
                    refusingProviders,
                    new RecentCalls(clock),
                    new ProviderGuard(name, settings));
            each.gauge(registry);
            remote.put(name, each);
            byName.put(
                    name, new CachingProvider(each.asked(chatModelFactory, skill::ask, holdRequester, clock), cache));
            probes.put(name, each.asked(chatModelFactory, ProviderProbe::ask, holdRequester, clock));
        }
        byName.put(Provider.LOCAL, new LocalProvider(localModels));
    }

    /** The provider of that name; empty if there is none, or it is not configured. */
    public Optional<Provider> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** How all of them are doing, the embedded models at the end. */
    public List<ProviderState> states() {
        return Stream.concat(remote.values().stream().map(RemoteProvider::state), Stream.of(localModels.state()))
                .toList();
    }

    /**
     * Asks a provider something small, and finds out what works. The call is in the log when this returns, and costs
     * what it costs.
     *
     * @param name of one that {@link #canBeTested}
     * @param feature what the call is for
     */
    public ProviderTestResult test(String name, String feature, CallAttribution callAttribution, CallLog log) {
        return ProviderProbe.put(
                probes.get(name), remote.get(name), ProviderProbe.question(feature, callAttribution), log);
    }

    /** Whether there is an endpoint of that name. */
    public boolean canBeTested(String name) {
        return probes.containsKey(name);
    }
}

package dev.warren.modelchain.outage;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.local.LocalModels;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Keeps events in flight while all providers of their chain are down. Features that ask the same providers share their
 * outage and its end. A chain with {@code local} has none, unless the embedded models cannot be loaded for the feature:
 * then it has one of its own.
 */
@ApplicationScoped
public class ChainOutage {

    private static final String METRIC = "warren.outage";

    private final OutageSettings settings;
    private final Features features;
    private final Predicate<Feature> modelsAreMissing;
    private final MetricRegistry registry;
    private final Map<List<String>, OutageGate> gates = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    @Inject
    ChainOutage(OutageSettings settings, Features features, LocalModels localModels, MetricRegistry registry) {
        this(settings, features, localModels::areMissing, registry);
    }

    ChainOutage(
            OutageSettings settings, Features features, Predicate<Feature> modelsAreMissing, MetricRegistry registry) {
        this.settings = settings;
        this.features = features;
        this.modelsAreMissing = modelsAreMissing;
        this.registry = registry;
    }

    /**
     * Asks the chain, and waits as long as it is down, up to the limit of {@link OutageSettings#maxWait()}. A stop of
     * the service ends the wait at once.
     *
     * @throws ChainUnavailableException if the chain does not answer this one, and may do so later: that was an attempt
     * @throws ChainDownException if the chain is down for longer than can be waited here
     */
    public <T> T outlast(Feature feature, List<String> chain, ChainCaller<T> caller) {
        try {
            if (answersInAnyCase(feature, chain)) {
                return caller.ask();
            }
        } catch (ChainUnavailableException e) {
            if (caller.wasHeard() || answersInAnyCase(feature, chain)) {
                throw e;
            }
        }
        return before(key(feature, chain)).pass(caller);
    }

    /** What the feature can expect of its chain. */
    public ChainStatus prospect(Feature feature) {
        if (answersInAnyCase(feature, feature.providers())) {
            return ChainStatus.ANSWER;
        }
        return works(key(feature)) ? ChainStatus.PROBABLE_ANSWER : ChainStatus.WAIT;
    }

    private boolean answersInAnyCase(Feature feature, List<String> chain) {
        return chain.contains(Provider.LOCAL) && !modelsAreMissing.test(feature);
    }

    private static List<String> key(Feature feature) {
        return key(feature, feature.providers());
    }

    /** What is learned for one feature is nothing to another. */
    private static List<String> key(Feature feature, List<String> chain) {
        return chain.contains(Provider.LOCAL)
                ? Stream.concat(chain.stream(), Stream.of(feature.name())).toList()
                : chain;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        stopped = true;
        gates.values().forEach(OutageGate::stop);
    }

    /** A gate that is made while the service stops may not be seen by {@link #stop}. */
    private OutageGate before(List<String> chain) {
        OutageGate outageGate = gates.computeIfAbsent(chain, this::gate);
        if (stopped) {
            outageGate.stop();
        }
        return outageGate;
    }

    private OutageGate gate(List<String> chain) {
        String name = String.join(",", chain);
        OutageGate outageGate = new OutageGate(name, settings, () -> othersWork(chain));
        Tag tag = new Tag("chain", name);
        registry.gauge(METRIC, () -> outageGate.closed() ? 1 : 0, tag);
        registry.gauge(METRIC + ".waiting", outageGate::waiting, tag);
        return outageGate;
    }

    private boolean othersWork(List<String> chain) {
        return features.all().stream()
                .map(ChainOutage::key)
                .filter(other -> !other.equals(chain))
                .anyMatch(this::works);
    }

    private boolean works(List<String> chain) {
        OutageGate outageGate = gates.get(chain);
        return outageGate == null || !outageGate.closed();
    }
}

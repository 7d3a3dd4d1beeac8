package dev.warren.modelchain.outage;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.Provider;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Keeps events in hand while all providers of their chain are down. Features that ask the same providers share their
 * outage and its end. A chain with {@code local} has none.
 */
@ApplicationScoped
public class Outage {

    private static final String METRIC = "warren.outage";

    private final OutageSettings settings;
    private final Features features;
    private final MetricRegistry registry;
    private final Map<List<String>, Gate> gates = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    Outage(OutageSettings settings, Features features, MetricRegistry registry) {
        this.settings = settings;
        this.features = features;
        this.registry = registry;
    }

    /**
     * Asks the chain, and waits as long as it is down, up to the limit of {@link OutageSettings#holdLimit()}. A stop of
     * the service ends the wait at once.
     *
     * @param asking throws {@link UnavailableException} if nobody answers now and somebody may do so later
     * @throws UnavailableException if the same should be tried again later, from outside of this process
     */
    public <T> T outlast(List<String> chain, Supplier<T> asking) {
        return chain.contains(Provider.LOCAL) ? asking.get() : before(chain).pass(asking);
    }

    /** What somebody who asks the chain can expect. */
    public Prospect prospect(List<String> chain) {
        if (chain.contains(Provider.LOCAL)) {
            return Prospect.ANSWER;
        }
        return works(chain) ? Prospect.PROBABLE_ANSWER : Prospect.WAIT;
    }

    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        stopped = true;
        gates.values().forEach(Gate::stop);
    }

    /** A gate that is made while the service stops may not be seen by {@link #stop}. */
    private Gate before(List<String> chain) {
        Gate gate = gates.computeIfAbsent(chain, this::gate);
        if (stopped) {
            gate.stop();
        }
        return gate;
    }

    private Gate gate(List<String> chain) {
        String name = String.join(",", chain);
        Gate gate = new Gate(name, settings, () -> othersWork(chain));
        Tag tag = new Tag("chain", name);
        registry.gauge(METRIC, () -> gate.closed() ? 1 : 0, tag);
        registry.gauge(METRIC + ".waiting", gate::waiting, tag);
        return gate;
    }

    private boolean othersWork(List<String> chain) {
        return features.all().stream()
                .map(Feature::providers)
                .filter(other -> !other.equals(chain))
                .anyMatch(this::works);
    }

    private boolean works(List<String> chain) {
        Gate gate = gates.get(chain);
        return gate == null || !gate.closed();
    }
}

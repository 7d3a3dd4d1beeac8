package dev.warren.modelchain;

import dev.warren.contracts.v1.Conflict.Resolution;
import dev.warren.contracts.v1.Outcome;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.TokenCounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** What an AI consumer counts: outcomes by feature; calls, their duration and their tokens by provider. */
@ApplicationScoped
class ModelMetrics {

    /** Results by feature and outcome. */
    static final String OUTCOMES = "warren.outcomes";

    /** Calls by provider and outcome, with how long they took. */
    static final String CALLS = "warren.model.calls";

    /** Tokens by provider and direction. */
    static final String TOKENS = "warren.model.tokens";

    /** Calls whose tokens the provider did not count, by provider. */
    static final String UNCOUNTED = "warren.model.calls.unknown.tokens";

    /** Contents that came after an answer to another content of their event, by feature and what was done. */
    static final String CONFLICTS = "warren.conflicts";

    private final MetricRegistry registry;

    ModelMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    void ended(Feature feature, Outcome outcome) {
        registry.counter(OUTCOMES, new Tag("feature", feature.name()), new Tag("outcome", outcome.value()))
                .inc();
    }

    void resolved(Feature feature, Resolution resolution) {
        registry.counter(CONFLICTS, new Tag("feature", feature.name()), new Tag("resolution", resolution.value()))
                .inc();
    }

    void called(CallLogEntry call) {
        Tag provider = new Tag("provider", call.provider());
        registry.timer(CALLS, provider, new Tag("outcome", call.outcome().word()))
                .update(Duration.ofMillis(call.millis()));
        TokenCounts tokens = call.tokens();
        if (tokens.known()) {
            registry.counter(TOKENS, provider, new Tag("direction", "input")).inc(tokens.input());
            registry.counter(TOKENS, provider, new Tag("direction", "output")).inc(tokens.output());
        } else if (call.id().isPresent()) {
            registry.counter(UNCOUNTED, provider).inc();
        }
    }
}

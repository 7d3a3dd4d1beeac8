package dev.warren.modelchain.provider.endpoint;

import dev.langchain4j.model.chat.ChatModel;
import dev.warren.modelchain.budget.HoldRequester;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ProviderState;
import dev.warren.modelchain.provider.ProviderState.State;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.call.ResponseMemoryLimit;
import dev.warren.modelchain.provider.call.SchemaSupport;
import dev.warren.modelchain.provider.guard.ProviderGuard;
import dev.warren.modelchain.provider.reply.RefusingProviders;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import dev.warren.modelchain.turn.CallLimiter;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * A provider behind an endpoint, and all that is kept about it. Thread-safe.
 *
 * @param name its name in chains
 * @param settings its settings
 * @param onLedger its name in prices, spend and budgets
 * @param callLimiter the limiter of its calls
 * @param room the memory limit of its concurrent responses
 * @param schemas whether it takes JSON schemas, by model
 * @param watch the tracker of providers that reject calls
 * @param standing its recent calls
 * @param guard its retry, circuit breaker and timeout
 */
record RemoteProvider(
        String name,
        EndpointSettings settings,
        String onLedger,
        CallLimiter callLimiter,
        ResponseMemoryLimit room,
        ConcurrentMap<String, SchemaSupport> schemas,
        RefusingProviders watch,
        RecentCalls standing,
        ProviderGuard guard) {

    /**
     * Whether the provider refuses the key: 1 from the first call that it does not take to the next one that it does.
     */
    static final String KEY_REFUSED = "warren.provider.key.rejected";

    /** Whether too many calls failed, and nobody is asked for a moment. */
    static final String OPEN = "warren.provider.circuit.open";

    /** The provider, asked in this way. */
    EndpointProvider asked(
            ChatModelFactory chatModelFactory,
            BiFunction<ChatModel, Question, Answer> how,
            HoldRequester holdRequester,
            Clock clock) {
        return new EndpointProvider(
                this,
                (model, question) -> how.apply(chatModelFactory.at(name, settings, model), question),
                holdRequester,
                clock);
    }

    /** Whether it takes JSON schemas for the model. */
    SchemaSupport schemas(String model) {
        return schemas.computeIfAbsent(model, key -> new SchemaSupport(name, key));
    }

    void gauge(MetricRegistry registry) {
        Tag tag = new Tag("provider", name);
        registry.gauge(KEY_REFUSED, () -> watch.keyRefusedSince(name).isPresent() ? 1 : 0, tag);
        registry.gauge(OPEN, () -> guard.isOpen() ? 1 : 0, tag);
    }

    ProviderState state() {
        return new ProviderState(
                name,
                settings.model().orElseThrow(),
                Optional.of(onLedger),
                word(),
                watch.keyRefusedSince(name),
                Math.max(0, callLimiter.restLeft().toSeconds()),
                callLimiter.limit(),
                callLimiter.inFlight(),
                callLimiter.waiting(),
                standing.calls(),
                standing.median(),
                standing.failed());
    }

    private State word() {
        if (watch.keyRefusedSince(name).isPresent()) {
            return State.KEY_REFUSED;
        }
        if (watch.isOutOfMoney(name)) {
            return State.OUT_OF_MONEY;
        }
        if (guard.isOpen()) {
            return State.OPEN;
        }
        return callLimiter.restLeft().isPositive() ? State.RESTING : State.READY;
    }
}

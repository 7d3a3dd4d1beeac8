package dev.warren.aiconsumer;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.incoming.WorkCapacity;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.turn.CallLimiterFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The concurrency of an AI consumer: the current call limits of its features' providers plus a reserve, so that a free
 * permit always finds an event. More events would only wait for permits, where flows are not served round-robin, until
 * they are rejected as too many.
 */
@ApplicationScoped
class ProviderCapacity implements WorkCapacity {

    /**
     * For work that makes no call: embedded models, answers that are known, waiting for a provider that is unavailable.
     */
    private static final int LEAST = 64;

    /** One more for so many. */
    private static final int SPARE = 4;

    private final CallLimiterFactory callLimiterFactory;
    private final AmqpConfig config;
    private final Set<String> asked;

    ProviderCapacity(CallLimiterFactory callLimiterFactory, Features features, AmqpConfig config) {
        this.callLimiterFactory = callLimiterFactory;
        this.config = config;
        this.asked = features.all().stream()
                .flatMap(feature -> feature.providers().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public int places() {
        int limit = callLimiterFactory.limit(asked);
        return Math.min(Math.max(LEAST, limit + limit / SPARE), config.concurrency());
    }
}

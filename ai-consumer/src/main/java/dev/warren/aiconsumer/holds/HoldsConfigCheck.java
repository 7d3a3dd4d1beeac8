package dev.warren.aiconsumer.holds;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Refuses to start with settings that cannot work, and names the key. */
@ApplicationScoped
class HoldsConfigCheck {

    private static final Duration LONGEST = Duration.ofHours(1);

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, HoldsConfig config) {
        check(config);
    }

    static void check(HoldsConfig config) {
        positive("empty-after", config.emptyAfter());
        positive("answer-within", config.answerWithin());
        positive("patience", config.patience());
        positive("pause", config.pause());
        positive("lifetime", config.lifetime());
        demand(config.lifetime().compareTo(LONGEST) <= 0, "lifetime", "must not be longer than 1h");
        demand(config.marginTokens() >= 0, "margin-tokens", "must not be negative");
        demand(config.releaseRate() >= 1, "release-rate", "must be at least 1");
    }

    private static void positive(String key, Duration value) {
        demand(value.isPositive(), key, "must be longer than nothing");
    }

    private static void demand(boolean holds, String key, String message) {
        if (!holds) {
            throw new IllegalArgumentException("warren.holds." + key + " " + message);
        }
    }
}

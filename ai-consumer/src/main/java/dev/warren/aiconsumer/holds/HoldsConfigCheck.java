package dev.warren.aiconsumer.holds;

import dev.warren.messaging.settings.Faults;
import dev.warren.messaging.settings.SettingsCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Refuses settings of holds that cannot work. */
@ApplicationScoped
class HoldsConfigCheck implements SettingsCheck {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final HoldsConfig config;

    HoldsConfigCheck(HoldsConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(HoldsConfig config) {
        new Faults("warren.holds.")
                .positive("answer-within", config.answerWithin())
                .positive("patience", config.patience())
                .positive("pause", config.pause())
                .positive("lifetime", config.lifetime())
                .demand(config.lifetime().compareTo(LONGEST) <= 0, "lifetime", "must not be longer than 1h")
                .demand(config.marginTokens() >= 0, "margin-tokens", "must not be negative")
                .atLeastOne("release-rate", config.releaseRate())
                .throwIfAny();
    }
}

package dev.warren.aiconsumer.holds;

import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Refuses settings of holds that cannot work. */
@ApplicationScoped
class HoldsConfigCheck implements SettingsCheck {

    private static final Duration LONGEST = Duration.ofHours(1);

    private final HoldsConfig config;
    private final ProviderRegistry providerRegistry;

    HoldsConfigCheck(HoldsConfig config, ProviderRegistry providerRegistry) {
        this.config = config;
        this.providerRegistry = providerRegistry;
    }

    @Override
    public void check() {
        check(config, providerRegistry.turnsAndCalls());
    }

    /** @param calls how long a call may take, by provider, the wait for its turn included */
    static void check(HoldsConfig config, Map<String, Duration> calls) {
        SettingsFaults faults = new SettingsFaults("warren.holds.");
        calls.forEach((provider, call) -> faults.demand(
                config.lifetime().compareTo(call) > 0,
                "lifetime",
                "must be longer than warren.providers.%s.max-wait and warren.providers.%s.timeout together (%s); otherwise the hold expires before the call ends"
                        .formatted(provider, provider, call)));
        faults.positive("reply-timeout", config.replyTimeout())
                .positive("max-wait", config.maxWait())
                .positive("retry-delay", config.retryDelay())
                .positive("lifetime", config.lifetime())
                .demand(config.lifetime().compareTo(LONGEST) <= 0, "lifetime", "must not be longer than 1h")
                .demand(config.marginTokens() >= 0, "margin-tokens", "must not be negative")
                .positive("alert-after", config.alertAfter())
                .atLeastOne("release-rate", config.releaseRate())
                .throwIfAny();
    }
}

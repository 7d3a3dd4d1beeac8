package dev.warren.aiconsumer;

import dev.warren.amqp.AmqpConfig;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Rejects inconsistent timeouts: a call that a shutdown interrupts is paid for twice. */
@ApplicationScoped
class TimeoutsCheck implements SettingsCheck {

    private final AmqpConfig amqp;
    private final ProviderRegistry providerRegistry;

    TimeoutsCheck(AmqpConfig amqp, ProviderRegistry providerRegistry) {
        this.amqp = amqp;
        this.providerRegistry = providerRegistry;
    }

    @Override
    public void check() {
        check(amqp.drain(), amqp.publish().timeout(), providerRegistry.timeouts(), providerRegistry.pauses());
    }

    static void check(
            Duration drain, Duration publishing, Map<String, Duration> timeouts, Map<String, Duration> pauses) {
        SettingsFaults faults = new SettingsFaults("warren.amqp.");
        timeouts.forEach((provider, timeout) -> {
            Duration least = timeout.plus(publishing);
            faults.demand(
                    drain.compareTo(least) >= 0,
                    "drain",
                    "must be at least %s, not %s: warren.providers.%s.timeout (%s) and warren.amqp.publish.timeout (%s) together. Otherwise a call that is interrupted at shutdown is paid for twice"
                            .formatted(least, drain, provider, timeout, publishing));
        });
        pauses.forEach((provider, pause) -> faults.demand(
                drain.compareTo(pause) > 0,
                "drain",
                "must be longer than warren.providers.%s.max-retry-delay and warren.providers.%s.retry-jitter together (%s), but is %s. Otherwise the pause outlasts the event's timeout"
                        .formatted(provider, provider, pause, drain)));
        faults.throwIfAny();
    }
}

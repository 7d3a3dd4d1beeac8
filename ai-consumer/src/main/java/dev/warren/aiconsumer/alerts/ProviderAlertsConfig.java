package dev.warren.aiconsumer.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * When a provider that refuses to work is an alert, below {@code warren.provider-alerts}. Checked at start by
 * {@link ProviderAlertsConfigCheck}.
 */
@ConfigMapping(prefix = "warren.provider-alerts")
public interface ProviderAlertsConfig {

    /** How long a provider has refused its key, and answered nothing meanwhile, when that is an alert. */
    @WithDefault("1m")
    Duration keyRefusedFor();

    /** How often it is looked. */
    @WithDefault("5s")
    Duration interval();
}

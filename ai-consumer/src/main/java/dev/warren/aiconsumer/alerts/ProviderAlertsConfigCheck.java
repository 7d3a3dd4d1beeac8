package dev.warren.aiconsumer.alerts;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings of alerts about providers that cannot work. */
@ApplicationScoped
class ProviderAlertsConfigCheck implements SettingsCheck {

    private final ProviderAlertsConfig config;

    ProviderAlertsConfigCheck(ProviderAlertsConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(ProviderAlertsConfig config) {
        new SettingsFaults("warren.provider-alerts.")
                .demand(!config.keyRefusedFor().isNegative(), "key-refused-for", "must not be negative")
                .positive("interval", config.interval())
                .throwIfAny();
    }
}

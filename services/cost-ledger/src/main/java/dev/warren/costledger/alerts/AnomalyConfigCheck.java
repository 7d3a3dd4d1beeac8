package dev.warren.costledger.alerts;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings about unusual spend that cannot work. */
@ApplicationScoped
class AnomalyConfigCheck implements SettingsCheck {

    private final AnomalyConfig config;

    AnomalyConfigCheck(AnomalyConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(AnomalyConfig config) {
        new SettingsFaults("warren.ledger.anomalies.")
                .demand(config.factor().signum() > 0, "factor", "must be more than 0")
                .demand(config.minAmount().signum() >= 0, "min-amount", "must not be negative")
                .atLeastOne("min-hours", config.minHours())
                .positive("history", config.history())
                .throwIfAny();
    }
}

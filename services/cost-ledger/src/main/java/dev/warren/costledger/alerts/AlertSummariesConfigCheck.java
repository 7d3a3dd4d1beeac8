package dev.warren.costledger.alerts;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings about alerts that cannot work. */
@ApplicationScoped
class AlertSummariesConfigCheck implements SettingsCheck {

    private final AlertSummariesConfig config;

    AlertSummariesConfigCheck(AlertSummariesConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(AlertSummariesConfig config) {
        new SettingsFaults("warren.ledger.alerts.")
                .positive("summary-interval", config.summaryInterval())
                .throwIfAny();
    }
}

package dev.warren.costledger.alerts;

import dev.warren.messaging.settings.Faults;
import dev.warren.messaging.settings.SettingsCheck;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings about alerts that cannot work. */
@ApplicationScoped
class SummariesConfigCheck implements SettingsCheck {

    private final SummariesConfig config;

    SummariesConfigCheck(SummariesConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(SummariesConfig config) {
        new Faults("warren.ledger.alerts.")
                .positive("together", config.together())
                .throwIfAny();
    }
}

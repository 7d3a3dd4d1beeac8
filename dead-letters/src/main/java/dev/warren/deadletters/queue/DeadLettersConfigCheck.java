package dev.warren.deadletters.queue;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings about dead letters that cannot work. */
@ApplicationScoped
class DeadLettersConfigCheck implements SettingsCheck {

    private static final int MOST = 65_535;

    private final DeadLettersConfig config;

    DeadLettersConfigCheck(DeadLettersConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(DeadLettersConfig config) {
        new SettingsFaults("warren.dead-letters.")
                .demand(
                        config.maxBrowse() >= 1 && config.maxBrowse() <= MOST,
                        "max-browse",
                        "must be from 1 to " + MOST + ", not " + config.maxBrowse())
                .positive("timeout", config.timeout())
                .positive("alert-after", config.alertAfter())
                .positive("check-interval", config.checkInterval())
                .positive("full-check-interval", config.fullCheckInterval())
                .throwIfAny();
    }
}

package dev.warren.costledger.budgets.job;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings about accounts that cannot work. */
@ApplicationScoped
class AccountsConfigCheck implements SettingsCheck {

    private final AccountsConfig config;

    AccountsConfigCheck(AccountsConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(AccountsConfig config) {
        new SettingsFaults("warren.ledger.accounts.")
                .positive("retention", config.retention())
                .throwIfAny();
    }
}

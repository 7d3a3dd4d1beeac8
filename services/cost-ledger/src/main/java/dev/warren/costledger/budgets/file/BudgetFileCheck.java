package dev.warren.costledger.budgets.file;

import dev.warren.costledger.LedgerConfig;
import dev.warren.settings.SettingsCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Refuses a file of budgets that has a fault. */
@ApplicationScoped
class BudgetFileCheck implements SettingsCheck {

    private final LedgerConfig config;

    BudgetFileCheck(LedgerConfig config) {
        this.config = config;
    }

    @Override
    public void check() throws IOException {
        if (config.budgetsFile().isPresent()) {
            BudgetFileReader.read(config.budgetsFile().get());
        }
    }
}

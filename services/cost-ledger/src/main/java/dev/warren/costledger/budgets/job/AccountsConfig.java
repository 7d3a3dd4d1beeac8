package dev.warren.costledger.budgets.job;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What becomes of the accounts of budgets that have one for each user, team and so on. */
@ConfigMapping(prefix = "warren.ledger.accounts")
public interface AccountsConfig {

    /**
     * How long an account is kept after the last call that was counted on it, once that call's period is over. The
     * ledger's entries and the audit stay.
     */
    @WithDefault("90d")
    Duration retention();
}

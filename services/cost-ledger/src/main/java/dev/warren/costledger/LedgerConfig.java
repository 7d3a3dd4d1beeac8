package dev.warren.costledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What can be set about the ledger. */
@ConfigMapping(prefix = "warren.ledger")
public interface LedgerConfig {

    /**
     * A price list of your own, a CSV file in the format of the shipped {@code prices.csv}. It is asked first: the
     * shipped list counts only where no row of this one matches. Without it, earlier rows of it no longer apply.
     */
    Optional<Path> pricesFile();

    /** How long this instance may go on with the prices it knows after another instance has brought new ones. */
    @WithDefault("1m")
    Duration pricesRefresh();

    /**
     * Budgets, a YAML file in the format of {@code docs/budgets.md}, applied at start. What is in it cannot be changed
     * over HTTP. Without it, budgets that came from one stay as they are.
     */
    Optional<Path> budgetsFile();
}

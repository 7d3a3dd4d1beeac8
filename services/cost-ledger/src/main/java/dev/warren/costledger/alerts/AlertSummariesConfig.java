package dev.warren.costledger.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people are told that the same holds for many. */
@ConfigMapping(prefix = "warren.ledger.alerts")
public interface AlertSummariesConfig {

    /**
     * After an alert about one account of a budget with many, those like it are told together, once in this time; the
     * first is told at once.
     */
    @WithDefault("30s")
    Duration summaryInterval();
}

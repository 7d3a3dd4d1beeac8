package dev.warren.costledger.alerts;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** What an hour of spend has to be to be worth an alert. */
@ConfigMapping(prefix = "warren.ledger.anomalies")
public interface AnomalyConfig {

    /** How many times as much as the usual hour, which is one that only five of a hundred hours with spend exceed. */
    @WithDefault("5")
    BigDecimal factor();

    /** How much at least, in whatever currency. */
    @WithDefault("1")
    BigDecimal minAmount();

    /** How many hours with spend there have to be before, for anything to be usual. */
    @WithDefault("24")
    int minHours();

    /** How long ago they may be. */
    @WithDefault("28d")
    Duration history();
}

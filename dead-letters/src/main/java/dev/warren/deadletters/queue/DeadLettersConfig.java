package dev.warren.deadletters.queue;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How dead letters are looked after. Checked at start by {@link dev.warren.deadletters.DeadLetterMonitor}. */
@ConfigMapping(prefix = "warren.dead-letters")
public interface DeadLettersConfig {

    /** How many letters are looked at, the oldest first; those behind are counted and no more. At most 65535. */
    @WithDefault("10000")
    int maxBrowse();

    /** How long a request waits while somebody else reads the same letters, and for each answer of the broker. */
    @WithDefault("10s")
    Duration timeout();

    /** How old the oldest letter is when an alert is raised. */
    @WithDefault("1m")
    Duration alertAfter();

    /** How often the service looks whether there are other letters than before. */
    @WithDefault("15s")
    Duration checkInterval();

    /** How often it reads them although there are as many as before. */
    @WithDefault("10m")
    Duration fullCheckInterval();
}

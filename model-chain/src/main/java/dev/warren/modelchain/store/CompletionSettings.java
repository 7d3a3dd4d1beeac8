package dev.warren.modelchain.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How completions are kept. */
@ConfigMapping(prefix = "warren.completions")
public interface CompletionSettings {

    /** How long the work of a process that no longer renews its lease stays claimed; at least 3s. */
    @WithDefault("15s")
    Duration lease();

    /** For how long it is known how the work on an event has ended, so that it is not done again; at least 1d. */
    @WithDefault("30d")
    Duration retention();

    /**
     * For how long a message waits for a database that is unavailable, or for another process that works on the same
     * event, before it goes to the delay queues; below {@code warren.amqp.consumer-timeout}.
     */
    @WithDefault("20m")
    Duration maxWait();
}

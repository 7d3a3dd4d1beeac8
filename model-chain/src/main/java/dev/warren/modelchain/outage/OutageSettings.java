package dev.warren.modelchain.outage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an outage of all providers of a chain is noticed and outlasted. */
@ConfigMapping(prefix = "warren.outage")
public interface OutageSettings {

    /**
     * After so many failures of the whole chain in a row, without an answer between, nobody is asked but by a probe.
     */
    @WithDefault("5")
    int failures();

    /** The pause between two probes, and before an event that found everyone down tries again. */
    @WithDefault("1s")
    Duration probeInterval();

    /** An event that failed again so often although others were answered meanwhile leaves: the reason is its own. */
    @WithDefault("2")
    int eventFailures();

    /**
     * The longest that an event waits in the service before it goes on waiting in the broker; below the half hour after
     * which a broker takes a message away from its consumer. With {@code 0s} it never waits.
     */
    @WithDefault("20m")
    Duration maxWait();

    /** While another chain of the service works, no more events than this wait here: the others go to the broker. */
    @WithDefault("32")
    int maxWaitingEvents();
}

package dev.warren.modelchain.turn;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalLong;

/** How many calls a provider is given at a time, and per minute. */
public interface CallLimitSettings {

    /** The limit of calls in flight never falls below this. */
    @WithDefault("4")
    int minConcurrency();

    /** The limit of calls in flight at start; from there it follows what the provider can do. */
    @WithDefault("32")
    int initialConcurrency();

    /** The limit of calls in flight never rises above this. */
    @WithDefault("2500")
    int maxConcurrency();

    /** The limit is halved when calls take this many times as long as usual. */
    @WithDefault("2")
    double latencyTolerance();

    /** The most requests in any minute, of all instances of the service together; empty for no limit. */
    OptionalLong requestsPerMinute();

    /** The most tokens in any minute, of all instances of the service together; empty for no limit. */
    OptionalLong tokensPerMinute();

    /** The longest that a call waits for its turn; then the next provider is asked. */
    @WithDefault("5s")
    Duration maxWait();

    /** The longest pause of a provider that sent {@code Retry-After} or where the account has no credit left. */
    @WithDefault("10m")
    Duration maxRetryAfter();
}

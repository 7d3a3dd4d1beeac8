package dev.warren.modelchain.provider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** For how long failed calls are repeated, with all providers of a chain together. */
@ConfigMapping(prefix = "warren.retries")
public interface RetrySettings {

    /**
     * A call is not repeated where the repetition would begin later than this after the first request for the same
     * question, whichever provider that went to: the next one is asked at once. Every provider of the chain is asked
     * once in any case. With {@code 0s} nothing is repeated.
     */
    @WithDefault("15s")
    Duration maxDuration();
}

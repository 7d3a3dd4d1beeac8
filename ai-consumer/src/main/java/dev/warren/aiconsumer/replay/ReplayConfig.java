package dev.warren.aiconsumer.replay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.math.BigDecimal;
import java.time.Duration;

/** How history is replayed, below {@code warren.replay}. */
@ConfigMapping(prefix = "warren.replay")
public interface ReplayConfig {

    /** The slowest that makes sense, in events per second: one in a quarter of an hour. */
    BigDecimal LOWEST_RATE = new BigDecimal("0.001");

    /** The stream that keeps the accepted events. */
    @WithDefault("events.log")
    String log();

    /** How many events per second a replay begins where its request does not say. */
    @WithDefault("10")
    BigDecimal rate();

    /** The highest rate that a request may ask for. */
    @WithDefault("1000")
    BigDecimal maxRate();

    /** How many events of a replay are worked on at the same time. */
    @WithDefault("8")
    int concurrency();

    /**
     * A replay whose process is gone is taken over after this time. Renewed with every {@link #checkpoint()}, which
     * must be shorter.
     */
    @WithDefault("15s")
    Duration lease();

    /** How often progress is stored and an abort is looked for. */
    @WithDefault("500ms")
    Duration checkpoint();

    /** How often a process without a replay looks for one, and a replay that waits looks whether it still has to. */
    @WithDefault("500ms")
    Duration poll();

    /**
     * Broker and producers need not have the same time: reading begins this much before the start of the period and
     * goes on this much after its end, and looks at each event's own time in between.
     */
    @WithDefault("1m")
    Duration clockDifference();
}

package dev.warren.aiconsumer.replay.run;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Spaces events evenly (a rate limiter without bursts). Not thread-safe. */
final class EventPacer {

    private static final BigDecimal SECOND = BigDecimal.valueOf(1_000_000_000L);

    private final long interval;
    private long next = System.nanoTime();

    /** @param rate events per second */
    EventPacer(BigDecimal rate) {
        this.interval = SECOND.divide(rate, 0, RoundingMode.CEILING).longValueExact();
    }

    /** How long to wait until the next event may begin, which is then expected to begin. */
    Duration untilNext() {
        long now = System.nanoTime();
        long begin = Math.max(now, next);
        next = begin + interval;
        return Duration.ofNanos(begin - now);
    }
}

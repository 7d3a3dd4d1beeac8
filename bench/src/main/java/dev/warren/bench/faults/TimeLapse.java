package dev.warren.bench.faults;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Real time played faster: the delays of the broker, the waits of the AI consumers, and how long something stays away
 * are divided by one factor. Leases are not, as they cannot be shorter than three seconds.
 *
 * @param factor 1 is real time
 */
public record TimeLapse(int factor) {

    /** As long as it takes. */
    public static final TimeLapse NONE = new TimeLapse(1);

    private static final Map<String, Duration> DELAYS = Map.of(
            "5s", Duration.ofSeconds(5),
            "1m", Duration.ofMinutes(1),
            "10m", Duration.ofMinutes(10));

    /** What is waited for, as it is delivered. */
    private static final Map<String, Duration> WAITS = Map.ofEntries(
            Map.entry("WARREN_PRIMARY_TIMEOUT", Duration.ofSeconds(15)),
            Map.entry("WARREN_SECONDARY_TIMEOUT", Duration.ofSeconds(15)),
            Map.entry("WARREN_PRIMARY_MAX_WAIT", Duration.ofSeconds(5)),
            Map.entry("WARREN_SECONDARY_MAX_WAIT", Duration.ofSeconds(5)),
            Map.entry("WARREN_PRIMARY_RETRY_DELAY", Duration.ofMillis(300)),
            Map.entry("WARREN_SECONDARY_RETRY_DELAY", Duration.ofMillis(300)),
            Map.entry("WARREN_PRIMARY_MAX_RETRY_DELAY", Duration.ofSeconds(5)),
            Map.entry("WARREN_SECONDARY_MAX_RETRY_DELAY", Duration.ofSeconds(5)),
            Map.entry("WARREN_PRIMARY_RETRY_JITTER", Duration.ofMillis(200)),
            Map.entry("WARREN_SECONDARY_RETRY_JITTER", Duration.ofMillis(200)),
            Map.entry("WARREN_PRIMARY_BREAKER_DELAY", Duration.ofSeconds(5)),
            Map.entry("WARREN_SECONDARY_BREAKER_DELAY", Duration.ofSeconds(5)),
            Map.entry("WARREN_AMQP_MESSAGE_TIMEOUT", Duration.ofMinutes(20)),
            Map.entry("WARREN_OUTAGE_MAX_WAIT", Duration.ofMinutes(20)),
            Map.entry("WARREN_OUTAGE_PROBE_INTERVAL", Duration.ofSeconds(1)),
            Map.entry("WARREN_COMPLETIONS_MAX_WAIT", Duration.ofMinutes(20)),
            Map.entry("WARREN_HOLDS_REPLY_TIMEOUT", Duration.ofSeconds(2)),
            Map.entry("WARREN_HOLDS_MAX_WAIT", Duration.ofSeconds(10)));

    /** The time that so much real time takes. */
    public Duration of(Duration real) {
        return real.dividedBy(factor);
    }

    /** The broker's delays, by their name. */
    Map<String, Duration> delays() {
        Map<String, Duration> delays = new LinkedHashMap<>();
        DELAYS.forEach((name, real) -> delays.put(name, of(real)));
        return delays;
    }

    /** The settings of an AI consumer. */
    Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        WAITS.forEach((name, real) -> settings.put(name, of(real).toMillis() + "ms"));
        return settings;
    }
}

package dev.warren.modelchain.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@link CompletionSettings} must obey. */
public final class CompletionRules {

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);
    private static final Duration CONSUMER_TIMEOUT = Duration.ofMinutes(30);

    private CompletionRules() {}

    /** One sentence per fault, each beginning with the key. */
    public static List<String> faults(CompletionSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.lease().compareTo(SHORTEST_LEASE) < 0) {
            faults.add("warren.completions.lease: must be at least 3s");
        }
        if (settings.retention().compareTo(SHORTEST_RETENTION) < 0) {
            faults.add("warren.completions.retention: must be at least 1d");
        }
        if (settings.patience().compareTo(CONSUMER_TIMEOUT) >= 0) {
            faults.add("warren.completions.patience: must be below 30m, the broker's consumer timeout");
        }
        return faults;
    }
}

package dev.warren.modelchain.turn;

import java.util.ArrayList;
import java.util.List;

/** What {@link CallLimitSettings} must obey. */
public final class CallLimitSettingsValidator {

    private CallLimitSettingsValidator() {}

    /** What is wrong, one sentence per fault, each beginning with the last part of the key. */
    public static List<String> faults(CallLimitSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.minConcurrency() < 1) {
            faults.add("min-concurrency: must be at least 1");
        }
        if (settings.initialConcurrency() < settings.minConcurrency()
                || settings.initialConcurrency() > settings.maxConcurrency()) {
            faults.add("initial-concurrency: must be from min-concurrency to max-concurrency");
        }
        if (settings.latencyTolerance() <= 1) {
            faults.add("latency-tolerance: must be more than 1");
        }
        if (settings.requestsPerMinute().orElse(1) < 1) {
            faults.add("requests-per-minute: must be at least 1");
        }
        if (settings.tokensPerMinute().orElse(1) < 1) {
            faults.add("tokens-per-minute: must be at least 1");
        }
        return faults;
    }
}

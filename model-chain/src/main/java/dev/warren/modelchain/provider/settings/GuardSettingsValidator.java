package dev.warren.modelchain.provider.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the settings of retry, circuit breaker and timeout must obey. */
final class GuardSettingsValidator {

    private GuardSettingsValidator() {}

    /** What is wrong, one sentence per fault, each beginning with the last part of the key. */
    static List<String> faults(EndpointSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.timeout().toMillis() < 1) {
            faults.add("timeout: must be at least 1ms");
        }
        if (settings.maxRetries() < 0) {
            faults.add("max-retries: must not be negative");
        }
        if (settings.breakerVolume() < 1) {
            faults.add("breaker-volume: must be at least 1");
        }
        if (!(settings.breakerRatio() >= 0 && settings.breakerRatio() <= 1)) {
            faults.add("breaker-ratio: must be from 0 to 1");
        }
        pauses(settings).forEach((key, pause) -> {
            if (pause.isNegative()) {
                faults.add(key + ": must not be negative");
            }
        });
        return faults;
    }

    private static Map<String, Duration> pauses(EndpointSettings settings) {
        return new TreeMap<>(Map.of(
                "breaker-delay", settings.breakerDelay(),
                "max-retry-delay", settings.maxRetryDelay(),
                "retry-delay", settings.retryDelay(),
                "retry-jitter", settings.retryJitter()));
    }
}

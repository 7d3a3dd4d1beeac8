package dev.warren.modelchain.outage;

import java.util.ArrayList;
import java.util.List;

/** What {@link OutageSettings} must obey. */
public final class OutageSettingsValidator {

    private static final String KEY = "warren.outage.";

    private OutageSettingsValidator() {}

    /** What is wrong, one sentence per fault, each beginning with the key. */
    public static List<String> faults(OutageSettings settings) {
        List<String> faults = new ArrayList<>();
        if (settings.failures() < 1) {
            faults.add(KEY + "failures: must be at least 1");
        }
        if (!settings.probeInterval().isPositive()) {
            faults.add(KEY + "probe-interval: must be positive");
        }
        if (settings.eventFailures() < 1) {
            faults.add(KEY + "event-failures: must be at least 1");
        }
        if (settings.maxWaitingEvents() < 0) {
            faults.add(KEY + "max-waiting-events: must not be negative");
        }
        return faults;
    }
}

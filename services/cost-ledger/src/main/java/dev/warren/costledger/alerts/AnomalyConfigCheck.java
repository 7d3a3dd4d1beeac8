package dev.warren.costledger.alerts;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;

/** Stops the start when a setting could not work, naming it. */
@ApplicationScoped
class AnomalyConfigCheck {

    private static final String PREFIX = "warren.ledger.anomalies.";

    void onStart(@Observes StartupEvent event, AnomalyConfig config) {
        check(config);
    }

    static void check(AnomalyConfig config) {
        List<String> faults = new ArrayList<>();
        if (config.factor().signum() <= 0) {
            faults.add(PREFIX + "factor must be more than 0");
        }
        if (config.least().signum() < 0) {
            faults.add(PREFIX + "least must not be negative");
        }
        if (config.hours() < 1) {
            faults.add(PREFIX + "hours must be at least 1");
        }
        if (!config.history().isPositive()) {
            faults.add(PREFIX + "history must be more than 0");
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", faults));
        }
    }
}

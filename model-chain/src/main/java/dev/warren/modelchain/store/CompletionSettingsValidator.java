package dev.warren.modelchain.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What {@link CompletionSettings} must obey. */
public final class CompletionSettingsValidator {

    /** The setting of the JDBC driver that bounds how long it waits for the database, in seconds. */
    public static final String READ_TIMEOUT = "quarkus.datasource.jdbc.additional-jdbc-properties.socketTimeout";

    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(3);
    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    private CompletionSettingsValidator() {}

    /**
     * One sentence per fault, each beginning with the key.
     *
     * @param readTimeout after so long, an unresponsive database connection is closed; nothing for never
     */
    public static List<String> faults(CompletionSettings settings, Duration readTimeout) {
        List<String> faults = new ArrayList<>();
        if (settings.lease().compareTo(SHORTEST_LEASE) < 0) {
            faults.add("warren.completions.lease: must be at least 3s");
        }
        Duration noticed =
                settings.lease().dividedBy(ProcessLease.RENEWALS_PER_LEASE).plus(readTimeout);
        if (readTimeout.isZero() || noticed.compareTo(settings.lease()) >= 0) {
            faults.add(
                    "warren.completions.lease: must be more than one and a half times " + READ_TIMEOUT + ", "
                            + readTimeout.toSeconds()
                            + " s (0 means no timeout); otherwise the lease expires before an unresponsive database is detected");
        }
        if (settings.retention().compareTo(SHORTEST_RETENTION) < 0) {
            faults.add("warren.completions.retention: must be at least 1d");
        }
        return faults;
    }
}

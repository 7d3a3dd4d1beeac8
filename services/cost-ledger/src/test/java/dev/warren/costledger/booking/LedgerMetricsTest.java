package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import io.smallrye.metrics.SharedMetricRegistries;
import java.time.Instant;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;

class LedgerMetricsTest {

    private final MetricRegistry registry = SharedMetricRegistries.getOrCreate("ledger-metrics-test");
    private final LedgerMetrics metrics = new LedgerMetrics(registry);

    @Test
    void howManyProvidersMessagesNameDoesNotDecideHowManySeriesThereAre() {
        // When
        for (int i = 0; i < 1000; i++) {
            metrics.booked(called("p-" + i), Charge.unpriced(Charge.Reason.UNKNOWN_MODEL));
        }
        metrics.booked(called("x".repeat(500)), Charge.unpriced(Charge.Reason.UNKNOWN_MODEL));
        metrics.booked(called("p-7"), Charge.unpriced(Charge.Reason.UNKNOWN_MODEL));

        // Then
        assertThat(registry.getCounters((id, metric) -> id.getName().equals(LedgerMetrics.BOOKED.getName())))
                .hasSize(101);
        assertThat(count("p-7")).isEqualTo(2);
        assertThat(count("other")).isEqualTo(901);
    }

    private long count(String provider) {
        return registry.counter(LedgerMetrics.BOOKED, new Tag("provider", provider))
                .getCount();
    }

    private static UsageRecord called(String provider) {
        return new UsageRecord(
                "c-1",
                null,
                new EventRef("/shop", "e-1", "t"),
                "triage",
                provider,
                "m",
                new UsageRecord.Tokens(1, 0, 0, 1, 0, false, true),
                "answered",
                new Attribution("u-1", null),
                Instant.EPOCH);
    }
}

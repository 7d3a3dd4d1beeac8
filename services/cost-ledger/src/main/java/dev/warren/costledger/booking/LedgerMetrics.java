package dev.warren.costledger.booking;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * What this instance did since it started, for graphs and alarms; the entries are the truth. Spend is a counter in
 * millionths of the currency's unit, per currency and provider: what is less than a millionth is carried over to the
 * next entry, so the counter is never more than one millionth behind.
 */
@ApplicationScoped
class LedgerMetrics {

    static final Metadata BOOKED = metadata("entries.booked", "Calls booked");
    static final Metadata DUPLICATES = metadata("entries.duplicate", "Usage messages of calls that were booked before");
    static final Metadata UNPRICED = metadata("entries.unpriced", "Calls booked without an amount");
    static final Metadata SPEND_MICROS = metadata("spend.micros", "Spend in millionths of the currency's unit");

    private static final int MICRO = 6;

    @Inject
    MetricRegistry registry;

    private final Map<String, BigDecimal> carriedOver = new ConcurrentHashMap<>();

    void booked(Usage usage, Charge charge) {
        String provider = usage.call().provider();
        registry.counter(BOOKED, new Tag("provider", provider)).inc();
        if (charge.isPriced()) {
            spent(provider, charge);
        } else {
            registry.counter(UNPRICED, new Tag("reason", charge.reason().word()))
                    .inc();
        }
    }

    void duplicate() {
        registry.counter(DUPLICATES).inc();
    }

    private static Metadata metadata(String name, String description) {
        return Metadata.builder()
                .withName("warren.ledger." + name)
                .withDescription(description)
                .build();
    }

    private void spent(String provider, Charge charge) {
        Tag[] tags = {new Tag("currency", charge.currency()), new Tag("provider", provider)};
        carriedOver.compute(charge.currency() + '/' + provider, (key, rest) -> {
            BigDecimal micros = charge.amount().movePointRight(MICRO).add(rest == null ? BigDecimal.ZERO : rest);
            BigDecimal whole = micros.setScale(0, RoundingMode.DOWN);
            registry.counter(SPEND_MICROS, tags).inc(whole.longValueExact());
            return micros.subtract(whole);
        });
    }
}

package dev.warren.costledger.booking;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
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
    static final Metadata DUPLICATES =
            metadata("entries.duplicate", "Usage messages of calls that were already booked");
    static final Metadata UNPRICED = metadata("entries.unpriced", "Calls booked without an amount");
    static final Metadata REUSED = metadata("entries.reused", "Booked reused answers");
    static final Metadata SPEND_MICROS = metadata("spend.micros", "Spend in millionths of the currency's unit");
    static final Metadata SAVED_MICROS = metadata(
            "saved.micros", "Money saved by reused answers and spared calls, in millionths of the currency's unit");
    static final Metadata FLAGGED = metadata("entries.flagged", "Flags of calls with inconsistent usage, by kind");

    private static final int MICRO = 6;
    private static final int MOST_PROVIDERS = 100;
    private static final int LONGEST_PROVIDER = 64;
    private static final String OTHER = "other";
    private static final int MOST_FLAGS = 50;

    private final MetricRegistry registry;
    private final Set<String> providers = ConcurrentHashMap.newKeySet();
    private final Set<String> flags = ConcurrentHashMap.newKeySet();
    private final Map<String, BigDecimal> carriedOver = new ConcurrentHashMap<>();

    LedgerMetrics(MetricRegistry registry) {
        this.registry = registry;
    }

    void booked(UsageRecord usage, Charge charge) {
        String provider = bounded(usage.provider());
        usage.details().flags().forEach(this::flagged);
        if (usage.isReuse()) {
            reused(provider, charge);
        } else {
            called(provider, charge);
        }
    }

    /** Consumers have words of their own; the first fifty are told apart. */
    private void flagged(String flag) {
        boolean isKnown = flags.contains(flag) || (flags.size() < MOST_FLAGS && flags.add(flag));
        registry.counter(FLAGGED, new Tag("flag", isKnown ? flag : OTHER)).inc();
    }

    /** A message may name any provider; the first hundred are told apart. */
    private String bounded(String provider) {
        if (providers.contains(provider)) {
            return provider;
        }
        return provider.length() <= LONGEST_PROVIDER && providers.size() < MOST_PROVIDERS && providers.add(provider)
                ? provider
                : OTHER;
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

    private void called(String provider, Charge charge) {
        registry.counter(BOOKED, new Tag("provider", provider)).inc();
        if (charge.isPriced()) {
            count(SPEND_MICROS, charge.amount(), charge.currency(), provider);
            if (charge.saved() != null) {
                count(SAVED_MICROS, charge.saved(), charge.currency(), provider);
            }
        } else {
            registry.counter(UNPRICED, new Tag("reason", charge.reason().word()))
                    .inc();
        }
    }

    private void reused(String provider, Charge charge) {
        registry.counter(REUSED, new Tag("provider", provider)).inc();
        if (charge.isPriced()) {
            count(SAVED_MICROS, charge.saved(), charge.currency(), provider);
        }
    }

    private void count(Metadata counter, BigDecimal amount, String currency, String provider) {
        Tag[] tags = {new Tag("currency", currency), new Tag("provider", provider)};
        carriedOver.compute(String.join("/", counter.getName(), currency, provider), (key, rest) -> {
            BigDecimal micros = amount.movePointRight(MICRO).add(rest == null ? BigDecimal.ZERO : rest);
            BigDecimal whole = micros.setScale(0, RoundingMode.DOWN);
            registry.counter(counter, tags).inc(whole.longValueExact());
            return micros.subtract(whole);
        });
    }
}

package dev.warren.costledger.booking.correction;

import dev.warren.contracts.json.Decimals;
import dev.warren.costledger.booking.Charge;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.UsageRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The running summary of a repricing. Not thread-safe. */
final class RepricingSummary {

    private static final int MOST_EXAMPLES = 100;

    private final Map<String, Sum> sums = new TreeMap<>();
    private final List<Correction> examples = new ArrayList<>();
    private long calls;
    private long corrected;
    private long resolved;
    private long unpriced;

    /** Adds a call; the result is what must be booked. */
    List<LedgerEntry> of(BookedCall bookedCall, Charge right) {
        List<LedgerEntry> corrections = bookedCall.correctedTo(right);
        calls++;
        corrected += corrections.isEmpty() ? 0 : 1;
        resolved += !corrections.isEmpty() && !bookedCall.isPriced() ? 1 : 0;
        unpriced += corrections.isEmpty() && !bookedCall.isPriced() ? 1 : 0;
        bookedCall.sums().values().forEach(sum -> sum(sum.currency()).before(sum.amount()));
        corrections.forEach(entry -> {
            sum(entry.charge().currency()).add(entry.charge().amount());
            example(entry);
        });
        return corrections;
    }

    Repriced answer(boolean dryRun, CallCursor next) {
        List<Total> totals = sums.entrySet().stream()
                .map(sum -> sum.getValue().total(sum.getKey()))
                .toList();
        return new Repriced(
                dryRun,
                next == null,
                next == null ? null : next.toString(),
                calls,
                corrected,
                resolved,
                unpriced,
                totals,
                List.copyOf(examples));
    }

    private Sum sum(String currency) {
        return sums.computeIfAbsent(currency, none -> new Sum());
    }

    private void example(LedgerEntry entry) {
        if (examples.size() < MOST_EXAMPLES) {
            UsageRecord usage = entry.usage();
            examples.add(new Correction(
                    entry.corrects(),
                    usage.at(),
                    usage.provider(),
                    usage.model(),
                    Decimals.plain(entry.charge().amount()),
                    entry.charge().currency(),
                    entry.charge().priceId(),
                    entry.resolves()));
        }
    }

    private static final class Sum {

        private BigDecimal before = BigDecimal.ZERO;
        private BigDecimal difference = BigDecimal.ZERO;

        void before(BigDecimal amount) {
            before = before.add(amount);
        }

        void add(BigDecimal amount) {
            difference = difference.add(amount);
        }

        Total total(String currency) {
            return new Total(
                    currency,
                    Decimals.plain(before),
                    Decimals.plain(before.add(difference)),
                    Decimals.plain(difference));
        }
    }

    /**
     * What a request has done, or would do.
     *
     * @param dryRun whether nothing was done
     * @param done whether the period is at its end; if not, ask again with {@code after}
     * @param next what {@code after} is to be then; null at the end
     * @param calls how many calls and reused answers were looked at
     * @param corrected how many of them cost something else now
     * @param resolved how many of the corrected had no amount before
     * @param unpriced how many have no amount still
     * @param totals their amounts, one per currency
     * @param corrections the first hundred
     */
    public record Repriced(
            boolean dryRun,
            boolean done,
            String next,
            long calls,
            long corrected,
            long resolved,
            long unpriced,
            List<Total> totals,
            List<Correction> corrections) {}

    /** Amounts of all that was looked at; plain decimals in strings, so that no reader rounds them. */
    public record Total(String currency, String before, String after, String difference) {}

    /**
     * What is added to the amount of a call.
     *
     * @param priceId the price that it was computed with
     * @param resolves whether the call had no amount before
     */
    public record Correction(
            String callId,
            Instant calledAt,
            String provider,
            String model,
            String amount,
            String currency,
            Long priceId,
            boolean resolves) {}
}

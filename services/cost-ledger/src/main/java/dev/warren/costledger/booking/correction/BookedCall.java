package dev.warren.costledger.booking.correction;

import dev.warren.costledger.booking.Charge;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.UsageRecord;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A call, or an answer that was used again, with all that was ever booked for it.
 *
 * @param usage what was used, as far as is known by now
 * @param first the charge that it was booked with
 * @param corrections what was booked to correct that, in order
 */
record BookedCall(UsageRecord usage, Charge first, List<Charge> corrections) {

    private static final String OUTCOME = "corrected";

    BookedCall {
        corrections = List.copyOf(corrections);
    }

    boolean isPriced() {
        return first.isPriced() || !corrections.isEmpty();
    }

    /** What it costs by now, by currency; empty where nobody knows. */
    Map<String, Charge> sums() {
        Map<String, Charge> sums = new TreeMap<>();
        charges().forEach(charge -> sums.merge(charge.currency(), charge, Charge::plus));
        return sums;
    }

    /**
     * What must be added so that it costs what it should.
     *
     * @return nothing where it does, or where nobody knows what it should cost
     */
    List<LedgerEntry> correctedTo(Charge right) {
        return right.isPriced() ? entries(differences(right, false)) : List.of();
    }

    /**
     * What must be added so that it has used what it really used, and costs what that costs.
     *
     * @param used all of it
     * @param right what that costs, which is known
     * @return at least one, of which the last has the tokens
     */
    List<LedgerEntry> recountedTo(Tokens used, Charge right) {
        List<LedgerEntry> entries = new ArrayList<>(entries(differences(right, true)));
        LedgerEntry last = entries.removeLast();
        UsageRecord recounted = last.usage().with(used.minus(usage.tokens()));
        entries.add(new LedgerEntry(recounted, last.charge(), last.corrects(), last.resolves(), true));
        return entries;
    }

    private List<Charge> differences(Charge right, boolean always) {
        Map<String, Charge> sums = sums();
        List<Charge> differences = sums.values().stream()
                .filter(sum -> !sum.currency().equals(right.currency()))
                .map(Charge::negated)
                .filter(difference -> !difference.isNothing())
                .collect(Collectors.toCollection(ArrayList::new));
        Charge until = sums.get(right.currency());
        Charge difference = until == null ? right : right.plus(until.negated());
        if (always || !isPriced() || !difference.isNothing()) {
            differences.add(difference);
        }
        return differences;
    }

    private List<LedgerEntry> entries(List<Charge> differences) {
        List<LedgerEntry> entries = new ArrayList<>();
        for (Charge difference : differences) {
            String id = usage.id() + "#" + (1 + corrections.size() + entries.size());
            UsageRecord unused = usage.entry(id, OUTCOME, Tokens.NONE);
            entries.add(new LedgerEntry(unused, difference, usage.id(), !isPriced(), false));
        }
        return entries;
    }

    private List<Charge> charges() {
        List<Charge> charges = new ArrayList<>(corrections);
        if (first.isPriced()) {
            charges.addFirst(first);
        }
        return charges;
    }
}

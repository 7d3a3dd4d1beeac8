package dev.warren.costledger.reconciliation;

import java.time.LocalDate;
import java.util.Comparator;

/** What the smallest line of either record is about. */
record ReconciliationKey(LocalDate day, String model) implements Comparable<ReconciliationKey> {

    private static final Comparator<ReconciliationKey> ORDER =
            Comparator.comparing(ReconciliationKey::day).thenComparing(ReconciliationKey::model);

    @Override
    public int compareTo(ReconciliationKey other) {
        return ORDER.compare(this, other);
    }
}

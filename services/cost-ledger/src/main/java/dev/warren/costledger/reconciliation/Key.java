package dev.warren.costledger.reconciliation;

import java.time.LocalDate;
import java.util.Comparator;

/** What the smallest line of either record is about. */
record Key(LocalDate day, String model) implements Comparable<Key> {

    private static final Comparator<Key> ORDER = Comparator.comparing(Key::day).thenComparing(Key::model);

    @Override
    public int compareTo(Key other) {
        return ORDER.compare(this, other);
    }
}

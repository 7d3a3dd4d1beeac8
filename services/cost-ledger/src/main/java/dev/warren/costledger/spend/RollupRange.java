package dev.warren.costledger.spend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a period.
 *
 * @param span whose sums make it up; null where it is made of single entries
 * @param from its first moment; null for since ever
 * @param to the first moment after; null for until now
 */
record RollupRange(RollupGranularity span, Instant from, Instant to) {

    /** The period in as few sums as there can be: the longest spans that lie in it, and shorter ones at its ends. */
    static List<RollupRange> cover(Instant from, Instant to, RollupGranularity longest) {
        List<RollupRange> cover = new ArrayList<>();
        add(cover, from, to, longest);
        return cover;
    }

    /** The period in single entries. */
    static RollupRange entries(Instant from, Instant to) {
        return new RollupRange(null, from, to);
    }

    boolean isOfEntries() {
        return span == null;
    }

    private static void add(List<RollupRange> cover, Instant from, Instant to, RollupGranularity span) {
        if (span == null) {
            cover.add(entries(from, to));
            return;
        }
        Instant first = from == null ? null : span.ceiling(from);
        Instant last = to == null ? null : span.floor(to);
        if (first != null && last != null && !first.isBefore(last)) {
            add(cover, from, to, shorter(span));
            return;
        }
        if (first != null && first.isAfter(from)) {
            add(cover, from, first, shorter(span));
        }
        cover.add(new RollupRange(span, first, last));
        if (last != null && last.isBefore(to)) {
            add(cover, last, to, shorter(span));
        }
    }

    private static RollupGranularity shorter(RollupGranularity span) {
        return switch (span) {
            case MONTH -> RollupGranularity.DAY;
            case DAY -> RollupGranularity.HOUR;
            case HOUR -> null;
        };
    }
}

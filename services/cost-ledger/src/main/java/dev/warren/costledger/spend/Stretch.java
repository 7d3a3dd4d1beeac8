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
record Stretch(Span span, Instant from, Instant to) {

    /** The period in as few sums as there can be: the longest spans that lie in it, and shorter ones at its ends. */
    static List<Stretch> cover(Instant from, Instant to, Span longest) {
        List<Stretch> cover = new ArrayList<>();
        add(cover, from, to, longest);
        return cover;
    }

    /** The period in single entries. */
    static Stretch entries(Instant from, Instant to) {
        return new Stretch(null, from, to);
    }

    boolean isOfEntries() {
        return span == null;
    }

    private static void add(List<Stretch> cover, Instant from, Instant to, Span span) {
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
        cover.add(new Stretch(span, first, last));
        if (last != null && last.isBefore(to)) {
            add(cover, last, to, shorter(span));
        }
    }

    private static Span shorter(Span span) {
        return switch (span) {
            case MONTH -> Span.DAY;
            case DAY -> Span.HOUR;
            case HOUR -> null;
        };
    }
}

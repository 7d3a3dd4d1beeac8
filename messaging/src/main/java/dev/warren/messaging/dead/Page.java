package dev.warren.messaging.dead;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The oldest letters behind a position. Used by one thread. */
final class Page implements LetterReader {

    private final Predicate<Letter> wanted;
    private final Position after;
    private final int limit;
    private final TreeSet<Letter> letters = new TreeSet<>(Letter.BY_AGE);
    private long total;
    private boolean more;

    Page(Predicate<Letter> wanted, Position after, int limit) {
        this.wanted = wanted;
        this.after = after;
        this.limit = limit;
    }

    @Override
    public boolean read(Taken taken) {
        if (!taken.copy() && wanted.test(taken.letter())) {
            total++;
            keep(taken.letter());
        }
        return true;
    }

    private void keep(Letter letter) {
        if (after.isBefore(letter)) {
            letters.add(letter);
        }
        if (letters.size() > limit) {
            letters.pollLast();
            more = true;
        }
    }

    List<Letter> letters() {
        return List.copyOf(letters);
    }

    /** How many are wanted, on all pages. */
    long total() {
        return total;
    }

    /** Where the next page begins; null on the last one. */
    String next() {
        return more ? Position.of(letters.last()).toString() : null;
    }
}

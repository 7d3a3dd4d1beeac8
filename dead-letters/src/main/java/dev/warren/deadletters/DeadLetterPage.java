package dev.warren.deadletters;

import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.deadletters.queue.DeadLetterReader;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The oldest letters behind a position. Used by one thread. */
final class DeadLetterPage implements DeadLetterReader {

    private final Predicate<DeadLetter> wanted;
    private final DeadLetterCursor after;
    private final int limit;
    private final TreeSet<DeadLetter> letters = new TreeSet<>(DeadLetter.BY_AGE);
    private long total;
    private boolean more;

    DeadLetterPage(Predicate<DeadLetter> wanted, DeadLetterCursor after, int limit) {
        this.wanted = wanted;
        this.after = after;
        this.limit = limit;
    }

    @Override
    public boolean read(BrowsedDeadLetter browsedDeadLetter) {
        if (!browsedDeadLetter.copy() && wanted.test(browsedDeadLetter.letter())) {
            total++;
            keep(browsedDeadLetter.letter());
        }
        return true;
    }

    private void keep(DeadLetter letter) {
        if (after.isBefore(letter)) {
            letters.add(letter);
        }
        if (letters.size() > limit) {
            letters.pollLast();
            more = true;
        }
    }

    List<DeadLetter> letters() {
        return List.copyOf(letters);
    }

    /** How many are wanted, on all pages. */
    long total() {
        return total;
    }

    /** Where the next page begins; null on the last one. */
    String next() {
        return more ? DeadLetterCursor.of(letters.last()).toString() : null;
    }
}

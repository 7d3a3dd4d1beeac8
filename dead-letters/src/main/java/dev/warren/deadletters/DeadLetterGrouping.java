package dev.warren.deadletters;

import dev.warren.deadletters.queue.BrowsedDeadLetter;
import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.deadletters.queue.DeadLetterReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts letters by what failed and why, and keeps the oldest. Used by one thread. */
final class DeadLetterGrouping implements DeadLetterReader {

    private final String service;
    private final Map<List<String>, DeadLetterGroup> groups = new LinkedHashMap<>();
    private DeadLetter oldest;

    DeadLetterGrouping(String service) {
        this.service = service;
    }

    @Override
    public boolean read(BrowsedDeadLetter browsedDeadLetter) {
        if (!browsedDeadLetter.copy()) {
            DeadLetter letter = browsedDeadLetter.letter();
            groups.merge(
                    Arrays.asList(letter.feature(), letter.reason()),
                    DeadLetterGroup.of(service, letter),
                    DeadLetterGroup::plus);
            oldest = oldest == null || DeadLetter.BY_AGE.compare(letter, oldest) < 0 ? letter : oldest;
        }
        return true;
    }

    /** The largest first. */
    List<DeadLetterGroup> largestFirst() {
        List<DeadLetterGroup> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong(DeadLetterGroup::count).reversed());
        return sorted;
    }

    /** How many letters were read. */
    long count() {
        return groups.values().stream().mapToLong(DeadLetterGroup::count).sum();
    }

    /** The oldest letter; null where there is none. */
    DeadLetter oldest() {
        return oldest;
    }
}

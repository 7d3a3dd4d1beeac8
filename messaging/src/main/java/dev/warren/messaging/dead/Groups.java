package dev.warren.messaging.dead;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts letters by what failed and why, and keeps the oldest. Used by one thread. */
final class Groups implements LetterReader {

    private final String service;
    private final Map<List<String>, Group> groups = new LinkedHashMap<>();
    private Letter oldest;

    Groups(String service) {
        this.service = service;
    }

    @Override
    public boolean read(Taken taken) {
        if (!taken.copy()) {
            Letter letter = taken.letter();
            groups.merge(Arrays.asList(letter.feature(), letter.reason()), Group.of(service, letter), Group::plus);
            oldest = oldest == null || Letter.BY_AGE.compare(letter, oldest) < 0 ? letter : oldest;
        }
        return true;
    }

    /** The largest first. */
    List<Group> largestFirst() {
        List<Group> sorted = new ArrayList<>(groups.values());
        sorted.sort(Comparator.comparingLong(Group::count).reversed());
        return sorted;
    }

    /** How many letters were read. */
    long count() {
        return groups.values().stream().mapToLong(Group::count).sum();
    }

    /** The oldest letter; null where there is none. */
    Letter oldest() {
        return oldest;
    }
}

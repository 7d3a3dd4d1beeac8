package dev.warren.aiconsumer.holds;

import dev.warren.messaging.held.Held;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the events that stay held, while they are looked at. Used by one thread. */
final class Tally {

    /** So many groups are told, those that wait longest; there are as many as budgets and features make. */
    private static final int MOST = 1_000;

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private long events;

    void add(Held held) {
        events++;
        for (String text : held.awaited()) {
            Awaited awaited = Awaited.of(text);
            for (String feature : held.pending()) {
                Key key = new Key(awaited.budget(), feature, awaited.why(), awaited.currency());
                groups.computeIfAbsent(key, Group::new)
                        .add(awaited, held.since().orElse(null));
            }
        }
    }

    /** How many messages wait. */
    long events() {
        return events;
    }

    /** Those that wait longest first. */
    List<Waiting> waiting() {
        return groups.values().stream()
                .map(Group::waiting)
                .sorted(Comparator.comparing(Waiting::oldest, Comparator.nullsFirst(Comparator.naturalOrder())))
                .limit(MOST)
                .toList();
    }

    private record Key(String budget, String feature, String why, String currency) {}

    private static final class Group {

        private final Key key;
        private final Set<String> accounts = new HashSet<>();
        private long events;
        private Instant oldest;
        private BigDecimal takes = BigDecimal.ZERO;

        Group(Key key) {
            this.key = key;
        }

        void add(Awaited awaited, Instant since) {
            accounts.add(awaited.account());
            events++;
            takes = takes.add(awaited.bound() == null ? BigDecimal.ZERO : awaited.bound());
            oldest = oldest == null || (since != null && since.isBefore(oldest)) ? since : oldest;
        }

        Waiting waiting() {
            String account = accounts.size() == 1 ? accounts.iterator().next() : null;
            return new Waiting(
                    key.budget(),
                    account,
                    accounts.size(),
                    key.feature(),
                    key.why(),
                    events,
                    oldest,
                    key.currency() == null ? null : takes.stripTrailingZeros().toPlainString(),
                    key.currency());
        }
    }
}

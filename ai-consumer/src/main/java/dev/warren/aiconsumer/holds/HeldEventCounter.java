package dev.warren.aiconsumer.holds;

import dev.warren.deadletters.held.HeldQueueEntry;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts the events that stay held, while they are looked at. Used by one thread. */
final class HeldEventCounter {

    /** So many groups are told, those that wait longest; there are as many as budgets and features make. */
    private static final int MOST = 1_000;

    private final Map<Key, Group> groups = new LinkedHashMap<>();
    private long events;

    void add(HeldQueueEntry heldQueueEntry) {
        events++;
        for (String text : heldQueueEntry.awaited()) {
            AwaitedBudget awaitedBudget = AwaitedBudget.of(text);
            for (String feature : heldQueueEntry.pending()) {
                Key key = new Key(awaitedBudget.budget(), feature, awaitedBudget.why(), awaitedBudget.currency());
                groups.computeIfAbsent(key, Group::new)
                        .add(awaitedBudget, heldQueueEntry.since().orElse(null));
            }
        }
    }

    /** How many messages wait. */
    long events() {
        return events;
    }

    /** Those that wait longest first. */
    List<HeldGroup> waiting() {
        return groups.values().stream()
                .map(Group::waiting)
                .sorted(Comparator.comparing(HeldGroup::oldest, Comparator.nullsFirst(Comparator.naturalOrder())))
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

        void add(AwaitedBudget awaitedBudget, Instant since) {
            accounts.add(awaitedBudget.account());
            events++;
            takes = takes.add(awaitedBudget.bound() == null ? BigDecimal.ZERO : awaitedBudget.bound());
            oldest = oldest == null || (since != null && since.isBefore(oldest)) ? since : oldest;
        }

        HeldGroup waiting() {
            String account = accounts.size() == 1 ? accounts.iterator().next() : null;
            return new HeldGroup(
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

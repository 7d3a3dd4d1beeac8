package dev.warren.amqp.incoming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Predicate;

/** What waits, by flow: first in, first out within a flow, and the flows in turn. Not thread-safe. */
final class RoundRobinQueue<T> {

    private final SequencedMap<String, Deque<T>> flows = new LinkedHashMap<>();

    void add(String flow, T item) {
        flows.computeIfAbsent(flow, name -> new ArrayDeque<>()).addLast(item);
    }

    boolean isEmpty() {
        return flows.isEmpty();
    }

    int size() {
        return flows.values().stream().mapToInt(Deque::size).sum();
    }

    /** What {@link #next()} would take; there must be one. */
    T peek() {
        return flows.firstEntry().getValue().peekFirst();
    }

    /** Takes the oldest of the flow whose turn it is, which goes to the end of the line; there must be one. */
    T next() {
        var flow = flows.pollFirstEntry();
        T item = flow.getValue().pollFirst();
        if (!flow.getValue().isEmpty()) {
            flows.putLast(flow.getKey(), flow.getValue());
        }
        return item;
    }

    /** Takes those out that match, the newest of each flow first, and no more than so many. */
    List<T> takeNewest(Predicate<T> which, int limit) {
        List<T> taken = new ArrayList<>();
        for (Deque<T> flow : flows.values()) {
            for (Iterator<T> newest = flow.descendingIterator(); newest.hasNext() && taken.size() < limit; ) {
                T item = newest.next();
                if (which.test(item)) {
                    newest.remove();
                    taken.add(item);
                }
            }
        }
        flows.values().removeIf(Deque::isEmpty);
        return taken;
    }
}

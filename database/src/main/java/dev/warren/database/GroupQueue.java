package dev.warren.database;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;

/** Items that wait to be written, and whether somebody writes: at most one thread at a time. Thread-safe. */
final class GroupQueue<T> {

    private static final int MAX_GROUP = 500;

    /** So many share a commit well enough; waiting for more would leave the database idle. */
    private static final int ENOUGH = 200;

    private final Queue<T> items = new ArrayDeque<>();
    private final Duration gathering;
    private boolean writing;
    private Thread gatherer;

    /** @param gathering how long the first of a group waits for others at most */
    GroupQueue(Duration gathering) {
        this.gathering = gathering;
    }

    /** Adds an item; true if nobody writes: the caller does from now on, as long as it {@link #goesOn}. */
    synchronized boolean add(T item) {
        items.add(item);
        if (items.size() == ENOUGH) {
            LockSupport.unpark(gatherer);
        }
        boolean first = !writing;
        writing = true;
        return first;
    }

    /** The next group. Only for the thread that writes. */
    List<T> next() {
        if (gathering.isPositive() && startsGathering()) {
            LockSupport.parkNanos(gathering.toNanos());
        }
        return take();
    }

    private synchronized boolean startsGathering() {
        gatherer = Thread.currentThread();
        return items.size() < ENOUGH;
    }

    private synchronized List<T> take() {
        gatherer = null;
        List<T> group = new ArrayList<>();
        while (group.size() < MAX_GROUP && !items.isEmpty()) {
            group.add(items.remove());
        }
        return group;
    }

    /** Whether there is more to write; if not, whoever adds the next item writes. */
    synchronized boolean goesOn() {
        writing = !items.isEmpty();
        return writing;
    }

    /** Takes out everything. */
    synchronized List<T> close() {
        List<T> all = List.copyOf(items);
        items.clear();
        return all;
    }
}

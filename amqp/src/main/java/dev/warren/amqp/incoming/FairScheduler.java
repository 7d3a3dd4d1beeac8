package dev.warren.amqp.incoming;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/**
 * Runs up to n messages at a time and picks the next one round-robin across flows. No slot is free while a message
 * waits, unless the messages in work leave too little memory for it. Channels with the same attribute {@code scheduler}
 * share one scheduler. Thread-safe.
 */
final class FairScheduler {

    private final IntSupplier places;
    private final long room;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final RoundRobinQueue<InFlightMessage> waiting = new RoundRobinQueue<>();
    private int working;
    private long occupied;
    private boolean closed;

    /**
     * Nothing is worked on yet.
     *
     * @param places how many there are at the moment
     * @param room for so many bytes together; a message that is larger is worked on alone
     */
    FairScheduler(IntSupplier places, long room) {
        this.places = places;
        this.room = room;
    }

    /** Takes a message, which begins when it is its turn. */
    void offer(InFlightMessage message) {
        change(() -> waiting.add(message.flow(), message));
    }

    /** The message's place is free. */
    void done(InFlightMessage message) {
        change(() -> {
            working--;
            occupied -= message.size();
        });
    }

    /** Takes waiting messages away, the newest of each flow first, and no more than so many. */
    List<InFlightMessage> withdraw(Predicate<InFlightMessage> which, int limit) {
        lock.lock();
        try {
            return waiting.takeNewest(which, limit);
        } finally {
            lock.unlock();
        }
    }

    /** No further message begins. */
    void close() {
        change(() -> closed = true);
    }

    /** Waits until nothing is worked on; false if that took longer. */
    boolean awaitIdle(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (working > 0 && left > 0) {
                left = changed.awaitNanos(left);
            }
            return working == 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages are worked on. */
    int working() {
        lock.lock();
        try {
            return working;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages wait for a place. */
    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean isPlaceForNext() {
        return working < places.getAsInt()
                && !waiting.isEmpty()
                && (working == 0 || occupied + waiting.peek().size() <= room);
    }

    private void change(Runnable change) {
        List<InFlightMessage> next = new ArrayList<>();
        lock.lock();
        try {
            change.run();
            while (!closed && isPlaceForNext()) {
                InFlightMessage message = waiting.next();
                next.add(message);
                working++;
                occupied += message.size();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        next.forEach(InFlightMessage::begin);
    }
}

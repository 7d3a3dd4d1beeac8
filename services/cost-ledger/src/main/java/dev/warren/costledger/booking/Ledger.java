package dev.warren.costledger.booking;

import dev.warren.messaging.database.Database;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Books in groups: whoever comes while others write waits, and the next one to write writes for all who wait, in one
 * commit. So a commit is shared by as many as there are callers at a time, and nobody waits longer than for two. It has
 * no thread of its own. Thread-safe.
 */
@ApplicationScoped
class Ledger {

    private static final int MAX_GROUP = 500;

    private final Entries entries;
    private final Database database;
    private final Queue<Booking> waiting = new ConcurrentLinkedQueue<>();
    private final Lock writing = new ReentrantLock();

    Ledger(Entries entries, Database database) {
        this.entries = entries;
        this.database = database;
    }

    /**
     * Books an entry, once for ever; it is durable on return.
     *
     * @return false if it had been booked before, in which case nothing happened
     * @throws BookingException if it could not be booked, for a reason of its own or because the database is away
     */
    boolean book(Entry entry) {
        Booking booking = new Booking(entry);
        waiting.add(booking);
        writing.lock();
        try {
            while (!booking.isSettled()) {
                write(next());
            }
        } finally {
            writing.unlock();
        }
        return booking.isNew();
    }

    private List<Booking> next() {
        List<Booking> group = new ArrayList<>();
        for (Booking next = waiting.poll(); next != null; next = group.size() < MAX_GROUP ? waiting.poll() : null) {
            group.add(next);
        }
        group.sort(Comparator.comparing(booking -> booking.entry.usage().id()));
        return group;
    }

    /** Settles all; where one spoils the group, each is written by itself, so that it fails alone. */
    private void write(List<Booking> group) {
        try {
            int[] added =
                    entries.add(group.stream().map(booking -> booking.entry).toList());
            for (int i = 0; i < added.length; i++) {
                group.get(i).settle(added[i] > 0, null);
            }
        } catch (Throwable e) { // whatever it is, nobody may be left waiting
            if (group.size() == 1 || database.isAway(e)) {
                group.forEach(booking -> booking.settle(false, e));
            } else {
                group.forEach(booking -> write(List.of(booking)));
            }
        }
    }

    /** An entry on its way; only touched by who holds the lock, but for the one who waits for it afterwards. */
    private static final class Booking {

        private final Entry entry;
        private boolean settled;
        private boolean added;
        private Throwable failure;

        Booking(Entry entry) {
            this.entry = entry;
        }

        void settle(boolean isAdded, Throwable why) {
            added = isAdded;
            failure = why;
            settled = true;
        }

        boolean isSettled() {
            return settled;
        }

        boolean isNew() {
            if (failure != null) {
                throw new BookingException(failure);
            }
            return added;
        }
    }

    /** An entry is not booked; the cause says why. */
    static final class BookingException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private BookingException(Throwable cause) {
            super("not booked", cause);
        }
    }
}

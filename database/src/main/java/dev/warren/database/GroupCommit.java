package dev.warren.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;

/**
 * Writes in groups: whoever comes while others write waits, and the next one to write writes for all who wait, in one
 * transaction. So a commit is shared by as many as there are callers at a time. It has no thread of its own.
 * Thread-safe.
 *
 * @param <I> what is written
 * @param <O> what writing it says
 */
public final class GroupCommit<I, O> {

    /** Writes a group. */
    @FunctionalInterface
    public interface Statements<I, O> {

        /**
         * Writes all items; the connection is in a transaction, which is committed on return.
         *
         * @return something about each item, in their order
         */
        List<O> write(Connection connection, List<I> items) throws SQLException;
    }

    private static final int MAX_GROUP = 500;

    /** So many share a commit well enough; waiting for more would leave the database idle. */
    private static final int ENOUGH = 200;

    private final DataSource dataSource;
    private final ServiceDatabase database;
    private final Duration gathering;
    private final Statements<I, O> statements;
    private final Queue<Item<I, O>> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Lock writing = new ReentrantLock();
    private volatile Thread gatherer;

    GroupCommit(DataSource dataSource, ServiceDatabase database, Duration gathering, Statements<I, O> statements) {
        this.dataSource = dataSource;
        this.database = database;
        this.gathering = gathering;
        this.statements = statements;
    }

    /**
     * Writes an item; it is durable on return. An item that the database refuses does not take others with it.
     *
     * @throws NotWrittenException if it could not be written, for a reason of its own or because the database is
     *     unavailable
     */
    public O write(I what) {
        Item<I, O> item = new Item<>(what);
        add(item);
        writing.lock();
        try {
            if (!item.isSettled()) {
                gather();
            }
            while (!item.isSettled()) {
                write(next());
            }
        } finally {
            writing.unlock();
        }
        return item.answer();
    }

    private void add(Item<I, O> item) {
        waiting.add(item);
        if (count.incrementAndGet() >= ENOUGH) {
            LockSupport.unpark(gatherer);
        }
    }

    /** Lets others come, until the time is over or there are enough. */
    private void gather() {
        gatherer = Thread.currentThread();
        if (count.get() < ENOUGH) {
            LockSupport.parkNanos(gathering.toNanos());
        }
        gatherer = null;
    }

    private List<Item<I, O>> next() {
        List<Item<I, O>> group = new ArrayList<>();
        for (Item<I, O> next = waiting.poll(); next != null; next = group.size() < MAX_GROUP ? waiting.poll() : null) {
            group.add(next);
        }
        count.addAndGet(-group.size());
        return group;
    }

    /** Settles all; where one spoils the group, each is written by itself, so that it fails alone. */
    private void write(List<Item<I, O>> group) {
        try {
            List<I> items = group.stream().map(item -> item.what).toList();
            List<O> answers = Transaction.run(dataSource, connection -> statements.write(connection, items));
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).settle(answers.get(i), null);
            }
        } catch (Throwable e) { // whatever it is, nobody may be left waiting
            if (group.size() == 1 || database.isUnavailable(e)) {
                group.forEach(item -> item.settle(null, e));
            } else {
                group.forEach(item -> write(List.of(item)));
            }
        }
    }

    /** An item on its way; only touched by who holds the lock, but for the one who waits for it afterwards. */
    private static final class Item<I, O> {

        private final I what;
        private boolean settled;
        private O answer;
        private Throwable failure;

        Item(I what) {
            this.what = what;
        }

        void settle(O said, Throwable why) {
            answer = said;
            failure = why;
            settled = true;
        }

        boolean isSettled() {
            return settled;
        }

        O answer() {
            if (failure != null) {
                throw new NotWrittenException(failure);
            }
            return answer;
        }
    }
}

package dev.warren.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Writes in groups: items that come while others are being written are then written together, with one commit. An item
 * that comes while nobody writes is not handed to another thread by {@link #write}. An item that the database refuses
 * does not take others with it, and a group that it rolled back is run again. Thread-safe.
 *
 * @param <I> what is written
 * @param <O> what writing it says
 */
public final class GroupCommit<I, O> {

    /** Writes a group. */
    @FunctionalInterface
    public interface Statements<I, O> {

        /**
         * Writes all items. May be run again with the same ones.
         *
         * @return something about each item, in their order
         */
        List<O> write(Connection connection, List<I> items) throws SQLException;
    }

    private static final Logger LOG = Logger.getLogger(GroupCommit.class);
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(250);

    /** So often the database may roll back the same statements before each item is tried alone. */
    private static final int RERUNS = 3;

    private final ServiceDatabase database;
    private final Commit commit;
    private final WhileUnavailable whileUnavailable;
    private final ShutdownSignal closed = new ShutdownSignal();
    private final ShutdownSignal endOfWaiting;
    private final Statements<I, O> statements;
    private final GroupQueue<Item<I, O>> waiting;

    GroupCommit(
            ServiceDatabase database,
            ShutdownSignal stop,
            Commit commit,
            WhileUnavailable whileUnavailable,
            Duration gathering,
            Statements<I, O> statements) {
        this.database = database;
        this.commit = commit;
        this.whileUnavailable = whileUnavailable;
        this.endOfWaiting = whileUnavailable == WhileUnavailable.WAIT_UNTIL_STOP ? stop : closed;
        this.statements = statements;
        this.waiting = new GroupQueue<>(gathering);
    }

    /**
     * Writes an item; it is durable on return.
     *
     * @throws NotWrittenException if it could not be written, for a reason of its own or because the database is
     *     unavailable
     * @throws ShutdownException if the service stops before it is written
     */
    public O write(I what) {
        Item<I, O> item = new Item<>(what, new CompletableFuture<>());
        if (add(item)) {
            writeGroup();
            if (waiting.goesOn()) {
                startWriter();
            }
        }
        try {
            return item.answer().join();
        } catch (CompletionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    /**
     * Hands an item in. It is completed when it is durable, or as {@link #write} fails. Cancelled before it is written,
     * it is left out.
     */
    public CompletableFuture<O> submit(I what) {
        Item<I, O> item = new Item<>(what, new CompletableFuture<>());
        if (add(item)) {
            startWriter();
        }
        return item.answer();
    }

    /** Ends all waiting; what comes from now on fails. */
    void close() {
        closed.begin();
        waiting.close().forEach(item -> fail(item, new ShutdownException()));
    }

    /** Whether this thread has to see to it that the item is written. */
    private boolean add(Item<I, O> item) {
        boolean first = waiting.add(item);
        if (closed.begun()) {
            fail(item, new ShutdownException());
        }
        return first;
    }

    private void startWriter() {
        Thread.ofVirtual().name("group-commit").start(this::writeAll);
    }

    private void writeAll() {
        do {
            writeGroup();
        } while (waiting.goesOn());
    }

    private void writeGroup() {
        List<Item<I, O>> group = waiting.next();
        try {
            write(group);
        } catch (Throwable e) { // whatever it is, nobody may be left waiting, and those who come next are served
            group.forEach(item -> fail(item, e));
        }
    }

    private void write(List<Item<I, O>> group) {
        List<Item<I, O>> open = open(group);
        for (int run = 1; !open.isEmpty(); run++) {
            try {
                settle(open, run(open));
            } catch (Throwable e) { // whatever it is, nobody may be left waiting
                failed(open, e, run);
            }
            open = open(open);
        }
    }

    private List<O> run(List<Item<I, O>> items) throws SQLException {
        return commit.run(database, connection -> {
            List<O> answers =
                    statements.write(connection, items.stream().map(Item::what).toList());
            if (answers.size() != items.size()) {
                throw new IllegalStateException("%d answers to %d items".formatted(answers.size(), items.size()));
            }
            return answers;
        });
    }

    private static <I, O> void settle(List<Item<I, O>> items, List<O> answers) {
        for (int i = 0; i < answers.size(); i++) {
            items.get(i).answer().complete(answers.get(i));
        }
    }

    /** Leaves those open that are to be written again. */
    private void failed(List<Item<I, O>> items, Throwable failure, int run) {
        boolean alone = items.size() == 1;
        boolean rolledBack = DatabaseFailure.of(failure) == DatabaseFailure.ROLLED_BACK;
        if (rolledBack && run <= RERUNS) {
            return;
        }
        boolean unavailable = rolledBack ? alone : database.isUnavailable(failure);
        if (unavailable && whileUnavailable != WhileUnavailable.FAIL) {
            LOG.debugf("database does not answer cause=%s", failure);
            pause();
        } else if (unavailable || alone) {
            items.forEach(item -> fail(item, failure));
        } else {
            items.forEach(item -> write(List.of(item)));
        }
    }

    private void pause() {
        endOfWaiting.pause(OUTAGE_PAUSE);
        if (closed.begun()) {
            throw new ShutdownException();
        }
    }

    private void fail(Item<I, O> item, Throwable failure) {
        item.answer().completeExceptionally(reported(failure));
    }

    private RuntimeException reported(Throwable failure) {
        return switch (failure) {
            case ShutdownException e -> e;
            case SQLException e
            when whileUnavailable == WhileUnavailable.WAIT_UNTIL_CLOSED
                    || DatabaseFailure.of(e) == DatabaseFailure.DATA -> new UnstorableRecordException(e);
            default -> new NotWrittenException(failure);
        };
    }

    private static <I, O> List<Item<I, O>> open(List<Item<I, O>> items) {
        return items.stream().filter(item -> !item.answer().isDone()).toList();
    }

    private record Item<I, O>(I what, CompletableFuture<O> answer) {}
}

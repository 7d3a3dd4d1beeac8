package dev.warren.database.batch;

import dev.warren.database.DatabaseFailure;
import dev.warren.database.ServiceDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jboss.logging.Logger;

/**
 * Group commit: many threads hand in items, one writer takes all that wait and runs one statement over them, which is
 * one round trip and one commit. While it runs the next ones gather; an item that comes alone goes alone and at once.
 * An outage of the database is waited out; an item that cannot be written or read does not take others with it. If the
 * database refuses what is in it, that is said by an {@link UnstorableRecordException}. What is at {@link Stake} says
 * how long.
 *
 * @param <I> what is handed in
 * @param <O> what the statement says about it
 */
public final class BatchWriter<I, O> implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BatchWriter.class);
    private static final int MOST = 500;
    private static final Duration OUTAGE_PAUSE = Duration.ofMillis(250);

    private final BlockingQueue<Item<I, O>> waiting = new LinkedBlockingQueue<>();
    private final ServiceDatabase database;
    private final Statement<I, O> statement;
    private final ShutdownSignal shutdownSignal;
    private final Stake stake;
    private final Thread writer;

    /** Nothing is at stake. */
    public BatchWriter(
            String name, ServiceDatabase database, ShutdownSignal shutdownSignal, Statement<I, O> statement) {
        this(name, database, shutdownSignal, Stake.NOTHING, statement);
    }

    public BatchWriter(
            String name,
            ServiceDatabase database,
            ShutdownSignal shutdownSignal,
            Stake stake,
            Statement<I, O> statement) {
        this.database = database;
        this.statement = statement;
        this.shutdownSignal = shutdownSignal;
        this.stake = stake;
        this.writer = Thread.ofVirtual().name(name).start(this::write);
    }

    /**
     * Hands an item in. It is completed when the statement has been committed. Cancelled before the statement runs, it
     * is left out. It completes with {@link ShutdownException} if the database is unavailable until the waiting has to
     * end.
     */
    public CompletableFuture<O> submit(I what) {
        Item<I, O> item = new Item<>(what, new CompletableFuture<>());
        waiting.add(item);
        return item.answer();
    }

    private void write() {
        try {
            while (true) {
                writeNext();
            }
        } catch (InterruptedException e) {
            waiting.forEach(item -> item.answer().completeExceptionally(new ShutdownException()));
        }
    }

    private void writeNext() throws InterruptedException {
        List<Item<I, O>> batch = new ArrayList<>();
        batch.add(waiting.take());
        try {
            waiting.drainTo(batch, MOST - 1);
            write(batch);
        } catch (Throwable e) { // whatever it is, nobody may be left waiting, and those who come next are served
            batch.forEach(item -> item.answer().completeExceptionally(said(e)));
        }
    }

    private void write(List<Item<I, O>> batch) {
        List<Item<I, O>> wanted = wanted(batch);
        try {
            while (!wanted.isEmpty() && !done(wanted)) {
                pause();
                wanted = wanted(wanted);
            }
        } catch (ShutdownException e) {
            wanted.forEach(item -> item.answer().completeExceptionally(e));
        } catch (Throwable e) { // whatever it is, nobody may be left waiting, and those who come next are served
            refused(wanted, e);
        }
    }

    private void pause() {
        if (stake == Stake.NOTHING) {
            shutdownSignal.pause(OUTAGE_PAUSE);
        } else {
            ShutdownSignal.rest(OUTAGE_PAUSE);
        }
    }

    /** @return false if the database is unavailable */
    private boolean done(List<Item<I, O>> items) throws SQLException {
        List<O> answers;
        try (Connection connection = database.connect()) {
            answers = statement.run(connection, items.stream().map(Item::what).toList());
        } catch (SQLException e) {
            if (mayPass(e)) {
                LOG.debugf("database does not answer state=%s", e.getSQLState());
                return false;
            }
            throw e;
        }
        for (int i = 0; i < answers.size(); i++) {
            items.get(i).answer().complete(answers.get(i));
        }
        return true;
    }

    private static boolean mayPass(SQLException failure) {
        return switch (DatabaseFailure.of(failure)) {
            case UNAVAILABLE, ROLLED_BACK -> true;
            default -> false;
        };
    }

    private void refused(List<Item<I, O>> items, Throwable failure) {
        if (items.size() > 1) {
            items.forEach(item -> write(List.of(item)));
        } else {
            items.getFirst().answer().completeExceptionally(said(failure));
        }
    }

    private RuntimeException said(Throwable failure) {
        return switch (failure) {
            case SQLException e
            when stake == Stake.MONEY || DatabaseFailure.of(e) == DatabaseFailure.DATA ->
                new UnstorableRecordException(e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(failure);
        };
    }

    private static <I, O> List<Item<I, O>> wanted(List<Item<I, O>> items) {
        return items.stream().filter(item -> !item.answer().isDone()).toList();
    }

    @Override
    public void close() {
        writer.interrupt();
    }

    /** The effect of losing an unwritten item. */
    public enum Stake {
        /** It is handed in anew in time: a stop ends the wait for a database that is unavailable. */
        NOTHING,
        /**
         * It would be paid again: only {@link #close()} ends the wait, when the time of an orderly stop is over, and
         * whatever the reason for which the database refuses it, it is not tried again.
         */
        MONEY
    }

    /** Runs over all items at once, on a connection that commits every statement by itself. */
    @FunctionalInterface
    public interface Statement<I, O> {

        /** Says something about each item, in the order of the items. */
        List<O> run(Connection connection, List<I> items) throws SQLException;
    }

    private record Item<I, O>(I what, CompletableFuture<O> answer) {}
}

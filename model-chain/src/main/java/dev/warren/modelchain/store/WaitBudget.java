package dev.warren.modelchain.store;

import dev.warren.database.ShutdownException;
import dev.warren.database.ShutdownSignal;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import dev.warren.modelchain.message.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** The remaining wait time of one event, summed over all its waits and capped by its {@link Deadline}. Thread-safe. */
public final class WaitBudget {

    /** How late a wait for another thread notices that the service stops. */
    private static final long SLICE_NANOS = Duration.ofMillis(250).toNanos();

    /** A database that is there has stored an ending by then. */
    private static final long STORING_NANOS = Duration.ofSeconds(5).toNanos();

    private final ShutdownSignal shutdownSignal;
    private final Deadline deadline = Deadline.current();
    private final AtomicLong leftNanos;

    WaitBudget(Duration most, ShutdownSignal shutdownSignal) {
        this.shutdownSignal = shutdownSignal;
        this.leftNanos = new AtomicLong(most.toNanos());
    }

    /**
     * Waits for the database.
     *
     * @throws DependencyUnavailableException if that takes longer than the wait time that is left
     * @throws RuntimeException what the answer was completed with
     */
    public <T> T await(CompletableFuture<T> answer) {
        return awaitDatabase(answer, 0);
    }

    /** As {@link #await}; cancels the pending item if no wait time is left. */
    <T> T awaitOrTakeBack(CompletableFuture<T> answer) {
        try {
            return await(answer);
        } finally {
            answer.cancel(false);
        }
    }

    /** As {@link #await}, and a moment longer: what it says was reached when the time was over. */
    <T> T awaitStored(CompletableFuture<T> answer) {
        return awaitDatabase(answer, STORING_NANOS);
    }

    /** The deadline may come nearer at any time, as when the message's connection is lost. */
    private <T> T awaitDatabase(CompletableFuture<T> answer, long least) {
        long earliest = System.nanoTime() + least;
        Optional<T> word = Optional.empty();
        long left = SLICE_NANOS;
        while (word.isEmpty() && left > 0) {
            long limit = Math.min(leftNanos.get(), deadline.left().toNanos());
            left = Math.max(earliest - System.nanoTime(), limit);
            word = await(answer, Math.clamp(left, 0, SLICE_NANOS));
        }
        return word.orElseThrow(() -> new DependencyUnavailableException("The database does not answer"));
    }

    /**
     * To be asked before anything new is begun.
     *
     * @throws ShutdownException when the service stops
     * @throws DependencyUnavailableException when the event's time is over
     */
    void demandTime() {
        if (shutdownSignal.begun()) {
            throw new ShutdownException();
        }
        if (deadline.isOver()) {
            throw new DependencyUnavailableException("The event timed out");
        }
    }

    /**
     * Waits for another thread that works on the same key.
     *
     * @throws DependencyUnavailableException if that takes longer than the wait time that is left
     * @throws ShutdownException when the service stops
     */
    <T> T awaitOther(CompletableFuture<T> other) {
        Optional<T> word = Optional.empty();
        while (word.isEmpty()) {
            goOn();
            word = await(other, SLICE_NANOS);
        }
        return word.get();
    }

    /**
     * Waits a moment for another process that works on the same item.
     *
     * @throws DependencyUnavailableException if no wait time is left
     * @throws ShutdownException when the service stops, at once
     */
    void pause(Duration moment) {
        goOn();
        shutdownSignal.pause(moment);
        leftNanos.addAndGet(-moment.toNanos());
    }

    private void goOn() {
        demandTime();
        if (leftNanos.get() <= 0) {
            throw new DependencyUnavailableException("Another process is still asking the same question");
        }
    }

    private <T> Optional<T> await(CompletableFuture<T> answer, long nanos) {
        long start = System.nanoTime();
        try {
            return Optional.of(answer.get(nanos, TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        } finally {
            leftNanos.addAndGet(start - System.nanoTime());
        }
    }
}

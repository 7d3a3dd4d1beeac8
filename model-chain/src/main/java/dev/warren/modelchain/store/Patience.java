package dev.warren.modelchain.store;

import dev.warren.modelchain.AwayException;
import dev.warren.modelchain.Deadline;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long the work on one event may still wait for others, all its waits taken together, and never beyond its
 * {@link Deadline}. Thread-safe.
 */
final class Patience {

    /** How late a wait for another thread notices that the service stops. */
    private static final long SLICE_NANOS = Duration.ofMillis(250).toNanos();

    /** A database that is there has stored an ending by then. */
    private static final long STORING_NANOS = Duration.ofSeconds(5).toNanos();

    private final Stop stop;
    private final Deadline deadline = Deadline.current();
    private final AtomicLong leftNanos;

    Patience(Duration most, Stop stop) {
        this.stop = stop;
        this.leftNanos = new AtomicLong(most.toNanos());
    }

    /**
     * Waits for the database.
     *
     * @throws AwayException if that takes longer than there is patience left
     * @throws RuntimeException what the answer was completed with
     */
    <T> T await(CompletableFuture<T> answer) {
        return awaitDatabase(answer, 0);
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
            long patience = Math.min(leftNanos.get(), deadline.left().toNanos());
            left = Math.max(earliest - System.nanoTime(), patience);
            word = await(answer, Math.clamp(left, 0, SLICE_NANOS));
        }
        return word.orElseThrow(() -> new AwayException("The database does not answer"));
    }

    /**
     * To be asked before anything new is begun.
     *
     * @throws StoppingException when the service stops
     * @throws AwayException when the event's time is over
     */
    void demandTime() {
        if (stop.begun()) {
            throw new StoppingException();
        }
        if (deadline.isOver()) {
            throw new AwayException("The time for this event is over");
        }
    }

    /**
     * Waits for another thread that is at the same.
     *
     * @throws AwayException if that takes longer than there is patience left
     * @throws StoppingException when the service stops
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
     * Waits a moment for another process that is at the same.
     *
     * @throws AwayException if there is no patience left
     * @throws StoppingException when the service stops, at once
     */
    void pause(Duration moment) {
        goOn();
        stop.pause(moment);
        leftNanos.addAndGet(-moment.toNanos());
    }

    private void goOn() {
        demandTime();
        if (leftNanos.get() <= 0) {
            throw new AwayException("Somebody else is at the same, and is not done");
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

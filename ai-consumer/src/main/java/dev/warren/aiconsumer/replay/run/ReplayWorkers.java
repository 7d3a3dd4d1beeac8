package dev.warren.aiconsumer.replay.run;

import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.HeldException;
import dev.warren.modelchain.ending.PostponedException;
import dev.warren.modelchain.ending.UnexpectedFailureException;
import dev.warren.modelchain.ending.UnfinishedException;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Works on the events of a replay, a bounded number at a time, each on a virtual thread until it has an outcome. An
 * event that no provider answers is tried again with growing pauses; while others are answered it is given up after
 * some attempts, and while none is, all wait. One that a budget does not allow waits until it does. Anything else that
 * goes wrong is repeated for as long as it does.
 */
final class ReplayWorkers {

    private static final Logger LOG = Logger.getLogger(ReplayWorkers.class);
    private static final int MOST = 4;
    private static final int MOST_ALONE = 60;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(2);

    private final EventWork work;
    private final MessageSink messageSink;
    private final TokenBudget budget;
    private final ReplayWaitReasons replayWaitReasons;
    private final ReplayStopSignal replayStopSignal;
    private final int places;
    private final Duration firstPause;
    private final Semaphore free;
    private final AtomicLong ended = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    ReplayWorkers(
            EventWork work, MessageSink messageSink, TokenBudget budget, ReplayContext replayContext, int places) {
        this(work, messageSink, budget, replayContext, places, FIRST_PAUSE);
    }

    ReplayWorkers(
            EventWork work,
            MessageSink messageSink,
            TokenBudget budget,
            ReplayContext replayContext,
            int places,
            Duration firstPause) {
        this.work = work;
        this.messageSink = messageSink;
        this.budget = budget;
        this.replayWaitReasons = replayContext.waits();
        this.replayStopSignal = replayContext.stop();
        this.places = places;
        this.firstPause = firstPause;
        this.free = new Semaphore(places);
    }

    /** Waits for a free place, which {@link #begin} then uses; false if everything is to stop. */
    boolean awaitPlace() throws InterruptedException {
        while (!replayStopSignal.isTold()) {
            if (free.tryAcquire(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Begins to work on an event, in the place that was waited for.
     *
     * @param reserved the tokens that are reserved for it
     */
    void begin(EventJob eventJob, ReplayProgress.Step step, long reserved) {
        replayWaitReasons.workBegins();
        threads.execute(() -> {
            CountingMessageSink tally = new CountingMessageSink(messageSink, reserved);
            try {
                work(eventJob, tally);
                step.end(tally.figures());
            } catch (InterruptedException e) {
                LOG.debugf("event left to the next run replay=%s", eventJob.replay());
            } finally {
                budget.settle(reserved, tally.figures().tokensCounted());
                replayWaitReasons.end(eventJob);
                replayWaitReasons.workEnds();
                free.release();
            }
        });
    }

    /** Waits until everything that was begun has ended; false if it is told to stop before. */
    boolean awaitAll() throws InterruptedException {
        while (!replayStopSignal.isTold()) {
            if (free.tryAcquire(places, LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
                free.release(places);
                return true;
            }
        }
        return false;
    }

    /** Gives what was begun some time to end, and then ends it: its work is left to whoever goes on. */
    void close(Duration grace) throws InterruptedException {
        if (!free.tryAcquire(places, grace.toNanos(), TimeUnit.NANOSECONDS)) {
            threads.shutdownNow();
            threads.awaitTermination(AFTER_INTERRUPT.toNanos(), TimeUnit.NANOSECONDS);
        }
        threads.shutdown();
    }

    private void work(EventJob eventJob, MessageSink tally) throws InterruptedException {
        Attempts attempts = new Attempts(ended);
        Duration pause = firstPause;
        while (!attempt(eventJob, tally, attempts)) {
            if (replayStopSignal.within(pause)) {
                throw new InterruptedException("the replay stops");
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        ended.incrementAndGet();
    }

    /** Whether the event has an outcome now. */
    private boolean attempt(EventJob eventJob, MessageSink tally, Attempts attempts) throws InterruptedException {
        try {
            work.process(eventJob, tally);
            return true;
        } catch (FeatureFailedException e) {
            return true;
        } catch (HeldException e) {
            return waits(eventJob, "a budget does not allow the next call", e);
        } catch (PostponedException e) {
            return waits(eventJob, e.getMessage(), e);
        } catch (UnfinishedException e) {
            return attempts.wasLast() ? giveUp(eventJob, tally, e) : waits(eventJob, "no provider answers", e);
        } catch (RuntimeException e) {
            return fails(eventJob, e);
        }
    }

    private boolean giveUp(EventJob eventJob, MessageSink tally, UnfinishedException why) throws InterruptedException {
        try {
            work.exhausted(eventJob, why, tally);
            return true;
        } catch (RuntimeException e) {
            return fails(eventJob, e);
        }
    }

    private boolean fails(EventJob eventJob, RuntimeException e) throws InterruptedException {
        Throwable cause = e instanceof UnexpectedFailureException ? e.getCause() : e;
        return waits(eventJob, "the work failed with " + cause.getClass().getSimpleName(), e);
    }

    private boolean waits(EventJob eventJob, String why, RuntimeException e) throws InterruptedException {
        if (replayStopSignal.isTold() || Thread.interrupted()) {
            throw new InterruptedException("the replay stops");
        }
        LOG.warnf(
                "event of a replay waits replay=%s cause=%s",
                eventJob.replay(), e.getClass().getName());
        replayWaitReasons.begin(eventJob, why);
        return false;
    }

    /** Counts attempts without an answer; waiting does not count. Used by one thread. */
    private static final class Attempts {

        private final AtomicLong ended;
        private final long endedBefore;
        private int made;

        Attempts(AtomicLong ended) {
            this.ended = ended;
            this.endedBefore = ended.get();
        }

        /** One more was in vain; whether there is to be no other. */
        boolean wasLast() {
            made++;
            return made >= (ended.get() > endedBefore ? MOST : MOST_ALONE);
        }
    }
}

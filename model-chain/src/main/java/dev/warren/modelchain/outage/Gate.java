package dev.warren.modelchain.outage;

import dev.warren.modelchain.Deadline;
import dev.warren.modelchain.TryLaterException;
import dev.warren.modelchain.budget.NoHoldException;
import dev.warren.modelchain.outage.UnavailableException.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Stands before one chain of providers. Open, it lets everyone through. It closes when the whole chain is down; then
 * those who come wait in line, and the first of them tests the water, one at a time and with a pause between. An answer
 * opens it for all. Whoever finds the chain down stays in hand and tries again, for as long as nobody else is answered
 * either; whoever fails while others are answered has a reason of its own and leaves. Thread-safe.
 */
final class Gate {

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final String chain;
    private final OutageSettings settings;
    private final BooleanSupplier othersWork;

    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Visit> line = new ArrayDeque<>();
    private volatile boolean closed;
    private int waiting;
    private boolean stopped;
    private boolean probing;
    private int failures;
    private long answers;
    private long nextProbe;

    /** @param othersWork whether another chain of this service works, so that not all room may be used for waiting */
    Gate(String chain, OutageSettings settings, BooleanSupplier othersWork) {
        this.chain = chain;
        this.settings = settings;
        this.othersWork = othersWork;
    }

    /**
     * Does the work, as late and as often as it takes.
     *
     * @param work throws {@link UnavailableException} where the chain is down, {@link NoHoldException} where it does
     *     not know; whatever else it does ends an outage
     * @throws UnavailableException if the work should be tried again later, from outside of this process
     */
    <T> T pass(Supplier<T> work) {
        Visit visit = new Visit(System.nanoTime() + settings.holdLimit().toNanos());
        while (true) {
            enter(visit);
            try {
                T done = work.get();
                alive(visit);
                return done;
            } catch (UnavailableException e) {
                unavailable(visit, e);
            } catch (NoHoldException | TryLaterException e) {
                leave(visit);
                throw e;
            } catch (RuntimeException e) {
                alive(visit);
                throw e;
            }
        }
    }

    boolean closed() {
        return closed;
    }

    int waiting() {
        lock.lock();
        try {
            return waiting;
        } finally {
            lock.unlock();
        }
    }

    /** Ends all waits, now and from now on. */
    void stop() {
        lock.lock();
        try {
            stopped = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void enter(Visit visit) {
        lock.lock();
        try {
            if (closed) {
                line.addLast(visit);
                try {
                    await(visit, () -> !closed || mayProbe(visit));
                } finally {
                    line.remove(visit);
                    changed.signalAll();
                }
                visit.probe = closed;
                probing |= closed;
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean mayProbe(Visit visit) {
        return !probing && line.peekFirst() == visit && System.nanoTime() - nextProbe >= 0;
    }

    private void leave(Visit visit) {
        lock.lock();
        try {
            endProbe(visit);
        } finally {
            lock.unlock();
        }
    }

    private void alive(Visit visit) {
        lock.lock();
        try {
            endProbe(visit);
            failures = 0;
            answers++;
            if (closed) {
                closed = false;
                LOG.infof("providers answer again chain=%s waiting=%d", chain, waiting);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void unavailable(Visit visit, UnavailableException why) {
        lock.lock();
        try {
            endProbe(visit);
            visit.why = why;
            if (why.finding() != Finding.BUSY) {
                count(visit, why);
            }
            if (!closed) {
                long goOn = System.nanoTime() + settings.probeInterval().toNanos();
                await(visit, () -> System.nanoTime() - goOn >= 0);
            }
        } finally {
            lock.unlock();
        }
    }

    private void count(Visit visit, UnavailableException why) {
        failures++;
        if (!closed && (failures >= settings.failures() || why.finding() == Finding.KNOWN)) {
            close(why);
        }
        if (visit.ownFailures(answers) >= settings.ownFailures()) {
            throw why;
        }
    }

    private void close(UnavailableException why) {
        closed = true;
        nextProbe = System.nanoTime() + settings.probeInterval().toNanos();
        LOG.warnf("no provider answers, events wait chain=%s reason=%s", chain, why.getMessage());
    }

    private void endProbe(Visit visit) {
        if (visit.probe) {
            visit.probe = false;
            probing = false;
            nextProbe = System.nanoTime() + settings.probeInterval().toNanos();
            changed.signalAll();
        }
    }

    private void await(Visit visit, BooleanSupplier end) {
        if (waiting >= settings.maxWaiting() && othersWork.getAsBoolean()) {
            throw visit.why("too many wait already");
        }
        waiting++;
        try {
            while (!end.getAsBoolean()) {
                if (stopped || System.nanoTime() - visit.deadline >= 0 || visit.event.isOver()) {
                    throw visit.why("waited in vain");
                }
                changed.await(settings.probeInterval().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw visit.why("stopped while waiting");
        } finally {
            waiting--;
        }
    }

    /** One piece of work and how it fares at the gate; guarded by the gate's lock. */
    private static final class Visit {

        private final long deadline;
        private final Deadline event = Deadline.current();
        private boolean probe;
        private UnavailableException why;
        private int ownFailures = -1;
        private long answersThen = -1;

        Visit(long deadline) {
            this.deadline = deadline;
        }

        /** Failures so far, this one included, before which others were answered since the last one. */
        int ownFailures(long answersNow) {
            ownFailures += answersNow != answersThen ? 1 : 0;
            answersThen = answersNow;
            return ownFailures;
        }

        UnavailableException why(String otherwise) {
            return why != null ? why : new UnavailableException(Finding.KNOWN, "No provider answers; " + otherwise);
        }
    }
}

package dev.warren.modelchain.outage;

import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.outage.ChainUnavailableException.Finding;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * An outage gate (circuit breaker) for one whole chain of providers. While it is open, every call passes. When all
 * providers are down it closes: callers queue, and the first one probes the chain, one at a time and with a pause
 * between probes; there is no pause after a caller that leaves without a finding, such as one with an exhausted budget.
 * An answer opens the gate for all. A caller with a stored answer does not wait, and says nothing about the chain. A
 * caller that finds the chain down waits and tries again, for as long as no other caller is answered; a caller that
 * fails while others are answered has a reason of its own and leaves. Thread-safe.
 */
final class OutageGate {

    private static final Logger LOG = Logger.getLogger(OutageGate.class);

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
    private Visit lastFailed;
    private boolean manyFailed;
    private long answers;
    private long nextProbe;

    /** @param othersWork whether another chain of this service works, so that not all room may be used for waiting */
    OutageGate(String chain, OutageSettings settings, BooleanSupplier othersWork) {
        this.chain = chain;
        this.settings = settings;
        this.othersWork = othersWork;
    }

    /**
     * Has somebody ask, as late and as often as it takes.
     *
     * @throws ChainUnavailableException if the chain does not answer this one: an attempt of its own was in vain, as
     *     any is in which a provider said something
     * @throws ChainDownException if the chain answers nobody, or there is no room to wait for it here
     */
    <T> T pass(ChainCaller<T> chainCaller) {
        Visit visit = new Visit(System.nanoTime() + settings.maxWait().toNanos());
        while (true) {
            Optional<T> known = closed ? chainCaller.known() : Optional.empty();
            if (known.isPresent()) {
                return known.get();
            }
            if (closed) {
                chainCaller.beforeWaiting();
            }
            enter(visit);
            boolean heard = false;
            try {
                T answer = chainCaller.ask();
                heard = chainCaller.wasHeard();
                return answer;
            } catch (ChainUnavailableException e) {
                heard = chainCaller.wasHeard();
                chainCaller.beforeWaiting();
                unavailable(visit, e, heard);
            } catch (Throwable e) {
                visit.knowsNothing = true;
                heard = chainCaller.wasHeard();
                throw e;
            } finally { // whatever happens, nobody may be shut out for it
                leave(visit, heard);
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

    private void leave(Visit visit, boolean heard) {
        lock.lock();
        try {
            endProbe(visit);
            if (heard) {
                alive();
            }
        } finally {
            lock.unlock();
        }
    }

    private void alive() {
        failures = 0;
        lastFailed = null;
        manyFailed = false;
        answers++;
        if (closed) {
            closed = false;
            LOG.infof("outage over chain=%s waiting=%d", chain, waiting);
            changed.signalAll();
        }
    }

    /** A caller that has already received a paid response in this pass does not call the chain again here. */
    private void unavailable(Visit visit, ChainUnavailableException why, boolean heard) {
        if (heard) {
            throw why;
        }
        lock.lock();
        try {
            endProbe(visit);
            visit.failed(why);
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

    private void count(Visit visit, ChainUnavailableException why) {
        failures++;
        manyFailed |= lastFailed != null && lastFailed != visit;
        lastFailed = visit;
        if (!closed && (failures >= settings.failures() || why.finding() == Finding.KNOWN)) {
            close(why);
        }
        if (why.finding() == Finding.ASKED && visit.ownFailures(answers) >= settings.eventFailures()) {
            throw why;
        }
    }

    private void close(ChainUnavailableException why) {
        closed = true;
        nextProbe = System.nanoTime() + settings.probeInterval().toNanos();
        LOG.warnf(
                "outage: all providers of the chain are down, events wait chain=%s reason=%s", chain, why.getMessage());
    }

    private void endProbe(Visit visit) {
        if (visit.probe) {
            visit.probe = false;
            probing = false;
            nextProbe = System.nanoTime()
                    + (visit.knowsNothing ? 0 : settings.probeInterval().toNanos());
            changed.signalAll();
        }
    }

    private void await(Visit visit, BooleanSupplier end) {
        if (waiting >= settings.maxWaitingEvents() && othersWork.getAsBoolean()) {
            throw new ChainDownException("No provider answers, and the maximum number of events is already waiting");
        }
        waiting++;
        try {
            while (!end.getAsBoolean()) {
                if (stopped) {
                    throw stopped();
                }
                if (System.nanoTime() - visit.deadline >= 0 || visit.event.isOver()) {
                    throw inVain(visit);
                }
                changed.await(settings.probeInterval().toNanos(), TimeUnit.NANOSECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped();
        } finally {
            waiting--;
        }
    }

    private static ChainDownException stopped() {
        return new ChainDownException("No provider answers, and the service is stopping");
    }

    /**
     * Who has asked, and found down alone what nobody else was in need of, cannot tell the outage from its own fault.
     */
    private RuntimeException inVain(Visit visit) {
        if (visit.asked == null || manyFailed) {
            return new ChainDownException("No provider has answered within the outage limit");
        }
        lastFailed = null;
        return visit.asked;
    }

    /** One piece of work and how it fares at the gate; guarded by the gate's lock. */
    private static final class Visit {

        private final long deadline;
        private final Deadline event = Deadline.current();
        private boolean probe;
        private boolean knowsNothing;
        private ChainUnavailableException asked;
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

        void failed(ChainUnavailableException why) {
            if (why.finding() == Finding.ASKED) {
                asked = why;
            }
        }
    }
}

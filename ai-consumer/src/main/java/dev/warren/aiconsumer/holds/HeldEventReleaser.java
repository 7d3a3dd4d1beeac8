package dev.warren.aiconsumer.holds;

import dev.warren.amqp.PeriodicTask;
import dev.warren.deadletters.held.HeldQueue;
import dev.warren.deadletters.held.HeldQueue.Pass;
import dev.warren.deadletters.held.HeldQueueEntry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Releases held events whose accounts are not spent any more. All of them are looked at when an account is no longer
 * among those that are spent, or for larger calls alone; when events were held for one that did not appear among them;
 * when somebody wants to know what waits; at start, and from time to time, as another process may have held events and
 * died. Of several instances one looks at a time. Thread-safe.
 */
@ApplicationScoped
class HeldEventReleaser {

    private static final Logger LOG = Logger.getLogger(HeldEventReleaser.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration COUNT = Duration.ofSeconds(15);
    private static final int UNKNOWN_COUNTS = 4;
    private static final Duration FRESH = Duration.ofSeconds(1);
    private static final Duration IN_ANY_CASE = Duration.ofMinutes(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    /** Of its time, an instance spends no more than this part on looking. */
    private static final int PART = 4;

    private final CurrentBudgetRules budgetRules;
    private final HeldQueue queue;
    private final LedgerConnection connection;
    private final HeldEventMetrics events;
    private final HeldTooLongAlertJob alert;
    private final HoldsConfig config;
    private final HoldRequestMetrics metrics;
    private final Clock clock;
    private final Map<String, NextReleaseCheck> lookAgain = new ConcurrentHashMap<>();
    private final AtomicReference<CountDownLatch> asked = new AtomicReference<>();
    private volatile PeriodicTask periodicTask;
    private Map<String, BigDecimal> exhausted = Map.of();
    private boolean wanted = true;
    private int unknown;
    private long released;
    private long notBefore = System.nanoTime();
    private long inAnyCase = System.nanoTime();
    private long countAgain = System.nanoTime();

    HeldEventReleaser(
            CurrentBudgetRules budgetRules,
            HeldQueue queue,
            LedgerConnection connection,
            HeldEventMetrics events,
            HeldTooLongAlertJob alert,
            HoldsConfig config,
            HoldRequestMetrics metrics,
            Clock clock) {
        this.budgetRules = budgetRules;
        this.queue = queue;
        this.connection = connection;
        this.events = events;
        this.alert = alert;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("held-releases", LOOK, this::look);
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        if (periodicTask != null) {
            periodicTask.close();
        }
    }

    /** An event is about to be held for this: after that time, the account need not be spent any more. */
    void lookAgain(AwaitedBudget awaitedBudget, Duration after) {
        long nanos = System.nanoTime() + after.toNanos();
        lookAgain.merge(
                awaitedBudget.account(),
                new NextReleaseCheck(nanos, nanos, awaitedBudget.bound()),
                NextReleaseCheck::and);
    }

    /** Has all that waits looked at, unless that was just done; returns when it is, or when that takes too long. */
    void look(Duration patience) throws InterruptedException {
        if (!events.isSeenSince(clock.instant().minus(FRESH))) {
            asked.updateAndGet(known -> known == null ? new CountDownLatch(1) : known)
                    .await(patience.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        CountDownLatch asking = asked.getAndSet(null);
        long now = System.nanoTime();
        if (budgetRules.isKnown()) {
            count(now);
            HardBudgetRules rules = budgetRules.current();
            boolean freed = rules.allowMoreThan(exhausted);
            boolean allowed = allows(rules, now);
            wanted = wanted || freed || allowed || now - inAnyCase >= 0;
            exhausted = rules.exhausted();
            if (asking != null || (wanted && now - notBefore >= 0)) {
                pass();
            }
        }
        if (asking != null) {
            asking.countDown();
        }
    }

    /** How many wait is known without looking at them; of what kind they are is not, and is looked for in a minute. */
    private void count(long now) {
        if (now - countAgain < 0) {
            return;
        }
        countAgain = now + COUNT.toNanos();
        try {
            unknown = events.counted(queue.count(connection.broker())) ? 0 : unknown + 1;
            wanted = wanted || unknown >= UNKNOWN_COUNTS;
        } catch (IOException e) {
            LOG.debugf("held events not counted, retrying cause=%s", e);
        }
    }

    private boolean allows(HardBudgetRules rules, long now) {
        List<AwaitedBudget> due = lookAgain.entrySet().stream()
                .filter(look -> now - look.getValue().nextNanos() >= 0)
                .map(look -> new AwaitedBudget(look.getKey(), look.getValue().least(), null, null))
                .toList();
        due.forEach(awaitedBudget -> lookAgain.computeIfPresent(awaitedBudget.account(), (same, look) -> look.rest()));
        return due.stream().anyMatch(awaitedBudget -> rules.allow(List.of(awaitedBudget)));
    }

    private void pass() {
        long start = System.nanoTime();
        released = 0;
        HeldEventCounter heldEventCounter = new HeldEventCounter();
        try {
            wanted = queue.pass(heldQueueEntry -> mayGo(heldQueueEntry, heldEventCounter), config.releaseRate())
                    == Pass.BUSY;
            inAnyCase = start + IN_ANY_CASE.toNanos();
            if (!wanted) {
                unknown = 0;
                events.seen(heldEventCounter);
                alert.look(events.last().waiting());
            }
        } catch (IOException e) {
            LOG.debugf("held queue not checked, retrying cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long end = System.nanoTime();
        notBefore = end + pauseNanos(end - start - released * NANOS_PER_SECOND / config.releaseRate());
    }

    private boolean mayGo(HeldQueueEntry heldQueueEntry, HeldEventCounter heldEventCounter) {
        boolean free = budgetRules
                .current()
                .allow(heldQueueEntry.awaited().stream().map(AwaitedBudget::of).toList());
        if (free) {
            released++;
            metrics.released();
        } else {
            heldEventCounter.add(heldQueueEntry);
        }
        return free;
    }

    /** Instances that got into each other's way do not meet again. */
    private static long pauseNanos(long looking) {
        long shortest =
                SHORTEST_PAUSE.toNanos() / 2 + ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE.toNanos());
        return Math.clamp(looking * PART, shortest, LONGEST_PAUSE.toNanos());
    }
}

package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.amqp.Caretaker;
import dev.warren.messaging.held.Held;
import dev.warren.messaging.held.HeldQueue;
import dev.warren.messaging.held.HeldQueue.Pass;
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
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Releases held events whose accounts are not spent any more. All of them are looked at when an account is no longer
 * among those that are spent, or for larger calls alone; when events were held for one that did not appear among them;
 * when somebody wants to know what waits; at start, and from time to time, as another process may have held events and
 * died. Of several instances one looks at a time. Thread-safe.
 */
@ApplicationScoped
class Releases {

    private static final Logger LOG = Logger.getLogger(Releases.class);
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

    private final RuleBook book;
    private final HeldQueue queue;
    private final LedgerConnection connection;
    private final HeldEvents events;
    private final OverdueAlert alert;
    private final HoldsConfig config;
    private final HoldMetrics metrics;
    private final Clock clock;
    private final Map<String, Look> lookAgain = new ConcurrentHashMap<>();
    private final AtomicReference<CountDownLatch> asked = new AtomicReference<>();
    private volatile Caretaker caretaker;
    private Map<String, BigDecimal> exhausted = Map.of();
    private boolean wanted = true;
    private int unknown;
    private long released;
    private long notBefore = System.nanoTime();
    private long inAnyCase = System.nanoTime();
    private long countAgain = System.nanoTime();

    Releases(
            RuleBook book,
            HeldQueue queue,
            LedgerConnection connection,
            HeldEvents events,
            OverdueAlert alert,
            HoldsConfig config,
            HoldMetrics metrics,
            Clock clock) {
        this.book = book;
        this.queue = queue;
        this.connection = connection;
        this.events = events;
        this.alert = alert;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent event) {
        caretaker = Caretaker.start("held-releases", LOOK, this::look);
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        if (caretaker != null) {
            caretaker.close();
        }
    }

    /** An event is about to be held for this: after that time, the account need not be spent any more. */
    void lookAgain(Awaited awaited, Duration after) {
        long nanos = System.nanoTime() + after.toNanos();
        lookAgain.merge(awaited.account(), new Look(nanos, nanos, awaited.bound()), Look::and);
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
        if (book.isKnown()) {
            count(now);
            Rules rules = book.current();
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
        try (Channel channel = connection.channel()) {
            unknown = events.counted(queue.count(channel)) ? 0 : unknown + 1;
            wanted = wanted || unknown >= UNKNOWN_COUNTS;
        } catch (IOException | TimeoutException | ShutdownSignalException e) {
            LOG.debugf("held events are not counted, trying on cause=%s", e);
        }
    }

    private boolean allows(Rules rules, long now) {
        List<Awaited> due = lookAgain.entrySet().stream()
                .filter(look -> now - look.getValue().nextNanos() >= 0)
                .map(look -> new Awaited(look.getKey(), look.getValue().least(), null, null))
                .toList();
        due.forEach(awaited -> lookAgain.computeIfPresent(awaited.account(), (same, look) -> look.rest()));
        return due.stream().anyMatch(awaited -> rules.allow(List.of(awaited)));
    }

    private void pass() {
        long start = System.nanoTime();
        released = 0;
        Tally tally = new Tally();
        try {
            wanted = queue.pass(held -> mayGo(held, tally), config.releaseRate()) == Pass.BUSY;
            inAnyCase = start + IN_ANY_CASE.toNanos();
            if (!wanted) {
                unknown = 0;
                events.seen(tally);
                alert.look(events.last().waiting());
            }
        } catch (IOException e) {
            LOG.debugf("held events are not looked at, trying on cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long end = System.nanoTime();
        notBefore = end + pauseNanos(end - start - released * NANOS_PER_SECOND / config.releaseRate());
    }

    private boolean mayGo(Held held, Tally tally) {
        boolean free =
                book.current().allow(held.awaited().stream().map(Awaited::of).toList());
        if (free) {
            released++;
            metrics.released();
        } else {
            tally.add(held);
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

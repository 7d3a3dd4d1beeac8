package dev.warren.aiconsumer.holds;

import dev.warren.messaging.amqp.Caretaker;
import dev.warren.messaging.held.HeldQueue;
import dev.warren.messaging.held.HeldQueue.Pass;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.logging.Logger;

/**
 * Releases held events whose accounts are not spent any more. All of them are looked at when an account is no longer
 * among those that are spent; when events were held for one that did not appear among them; at start, and from time to
 * time, as another process may have held events and died. Of several instances one looks at a time. Thread-safe.
 */
@ApplicationScoped
class Releases {

    private static final Logger LOG = Logger.getLogger(Releases.class);
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration IN_ANY_CASE = Duration.ofMinutes(10);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();
    /** Of its time, an instance spends no more than this part on looking. */
    private static final int PART = 4;

    private final RuleBook book;
    private final HeldQueue queue;
    private final HoldsConfig config;
    private final HoldMetrics metrics;
    private final Map<Set<String>, Look> lookAgain = new ConcurrentHashMap<>();
    private volatile Caretaker caretaker;
    private Set<String> exhausted = Set.of();
    private boolean wanted = true;
    private long released;
    private long notBefore = System.nanoTime();
    private long inAnyCase = System.nanoTime();

    Releases(RuleBook book, HeldQueue queue, HoldsConfig config, HoldMetrics metrics) {
        this.book = book;
        this.queue = queue;
        this.config = config;
        this.metrics = metrics;
    }

    void onStart(@Observes StartupEvent event) {
        caretaker = Caretaker.start("held-releases", LOOK, this::look);
    }

    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        if (caretaker != null) {
            caretaker.close();
        }
    }

    /** Events are about to be held for these accounts: after that time, they need not be spent any more. */
    void lookAgain(Set<String> accounts, Duration after) {
        long nanos = System.nanoTime() + after.toNanos();
        lookAgain.merge(accounts, new Look(nanos, nanos), (known, more) -> known.and(more.lastNanos()));
    }

    private void look() {
        long now = System.nanoTime();
        if (!book.isKnown()) {
            return;
        }
        Rules rules = book.current();
        boolean freed = !rules.exhausted().containsAll(exhausted);
        boolean allowed = allows(rules, now);
        wanted = wanted || freed || allowed || now - inAnyCase >= 0;
        exhausted = rules.exhausted();
        if (wanted && now - notBefore >= 0) {
            pass();
        }
    }

    private boolean allows(Rules rules, long now) {
        List<Set<String>> due = lookAgain.entrySet().stream()
                .filter(look -> now - look.getValue().nextNanos() >= 0)
                .map(Map.Entry::getKey)
                .toList();
        due.forEach(accounts -> lookAgain.computeIfPresent(accounts, (same, look) -> look.rest()));
        return due.stream().anyMatch(rules::allow);
    }

    private void pass() {
        long start = System.nanoTime();
        released = 0;
        try {
            wanted = queue.pass(this::mayGo, config.releaseRate()) == Pass.BUSY;
            inAnyCase = start + IN_ANY_CASE.toNanos();
        } catch (IOException e) {
            LOG.debugf("held events are not looked at, trying on cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        long end = System.nanoTime();
        notBefore = end + pauseNanos(end - start - released * NANOS_PER_SECOND / config.releaseRate());
    }

    private boolean mayGo(Set<String> accounts) {
        boolean free = book.current().allow(accounts);
        if (free) {
            released++;
            metrics.released();
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

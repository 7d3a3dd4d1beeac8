package dev.warren.aiconsumer.replay.run;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What a replay waits for at the moment, in words for a person. Thread-safe. */
final class ReplayWaitReasons {

    private static final Duration LONG = Duration.ofSeconds(3);

    private final Map<Object, String> reasons = new ConcurrentHashMap<>();
    private int inWork;
    private long moved;

    /** Somebody waits. */
    void begin(Object who, String why) {
        reasons.put(who, why);
    }

    /** He no longer does; nothing happens if he did not. */
    void end(Object who) {
        reasons.remove(who);
    }

    /** The work on an event begins, which may wait for an answer without saying so. */
    synchronized void workBegins() {
        if (inWork == 0) {
            moved = System.nanoTime();
        }
        inWork++;
    }

    /** The work on an event ends. */
    synchronized void workEnds() {
        inWork--;
        moved = System.nanoTime();
    }

    /** One of the reasons; where nobody gives one, that none of the events in work has ended for a while. */
    Optional<String> any() {
        return reasons.values().stream().findFirst().or(this::quiet);
    }

    private synchronized Optional<String> quiet() {
        Duration still = Duration.ofNanos(System.nanoTime() - moved);
        return inWork > 0 && still.compareTo(LONG) > 0
                ? Optional.of("no provider answers, for %d s so far".formatted(still.toSeconds()))
                : Optional.empty();
    }
}

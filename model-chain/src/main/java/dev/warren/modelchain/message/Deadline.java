package dev.warren.modelchain.message;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * How long the work on one event may go on, for all its features and everything that they wait for together: when it is
 * over, nothing new is begun, and what has begun ends. It may be over at any moment, as when the event is taken away.
 *
 * @param timeLeft asked at any time; nothing when it is over
 */
public record Deadline(Supplier<Duration> timeLeft) {

    private static final ScopedValue<Deadline> CURRENT = ScopedValue.newInstance();
    /** Never over. */
    static final Deadline NONE = new Deadline(() -> Duration.ofDays(1));

    /** The one of the work that this thread does; one that is never over where nobody has set any. */
    public static Deadline current() {
        return CURRENT.orElse(NONE);
    }

    /** Does work under it. */
    public void during(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /** What is left of it. */
    public Duration left() {
        return timeLeft.get();
    }

    /** So long, or what is left of it where that is less. */
    public Duration atMost(Duration wait) {
        Duration left = left();
        return left.compareTo(wait) < 0 ? left : wait;
    }

    /** Whether nothing new may begin. */
    public boolean isOver() {
        return !left().isPositive();
    }
}

package dev.warren.modelchain.provider.call;

import java.time.Duration;
import java.util.function.Supplier;

/**
 * The time in which failed calls for one question may be repeated, with all providers of its chain together. It begins
 * with the first request: what was waited for before that does not count. Used by one thread.
 */
public final class RetryWindow {

    private static final ScopedValue<RetryWindow> CURRENT = ScopedValue.newInstance();

    private final Duration length;
    private boolean begun;
    private long began;

    private RetryWindow(Duration length) {
        this.length = length;
    }

    /** Asks a chain, with a window of that length for all of it. */
    public static <T> T during(Duration length, Supplier<T> asking) {
        return ScopedValue.where(CURRENT, new RetryWindow(length)).call(asking::get);
    }

    /** The window of the question that this thread asks; one in which nothing is repeated where nobody has set any. */
    public static RetryWindow current() {
        return CURRENT.orElse(new RetryWindow(Duration.ZERO));
    }

    /** A request is sent now. */
    void requestSent() {
        if (!begun) {
            begun = true;
            began = System.nanoTime();
        }
    }

    /** Whether a repetition may begin after the pause. */
    public boolean isOpenAfter(Duration pause) {
        long spent = begun ? System.nanoTime() - began : 0;
        return pause.plusNanos(spent).compareTo(length) < 0;
    }
}

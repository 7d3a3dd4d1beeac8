package dev.warren.database;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends long waits when the service is told to stop. What is being done may be done to its end. Thread-safe. */
@ApplicationScoped
public class ShutdownSignal {

    /** Ahead of the drain, which waits for those who wait here. */
    private static final int FIRST = Interceptor.Priority.PLATFORM_BEFORE - 1;

    private final CountDownLatch told = new CountDownLatch(1);

    void onStop(@Observes @Priority(FIRST) ShutdownEvent event) {
        begin();
    }

    public void begin() {
        told.countDown();
    }

    public boolean begun() {
        return told.getCount() == 0;
    }

    /**
     * Waits.
     *
     * @throws ShutdownException when the service stops, at once
     */
    public void pause(Duration pause) {
        try {
            if (told.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ShutdownException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}

package dev.warren.aiconsumer.replay.run;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Tells everybody who works on a replay that nothing more is to be begun, and ends their waits. Thread-safe. */
final class ReplayStopSignal {

    private final CountDownLatch told = new CountDownLatch(1);

    void tell() {
        told.countDown();
    }

    boolean isTold() {
        return told.getCount() == 0;
    }

    /** Waits; true at once if it is or has been told. */
    boolean within(Duration wait) throws InterruptedException {
        return told.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }
}

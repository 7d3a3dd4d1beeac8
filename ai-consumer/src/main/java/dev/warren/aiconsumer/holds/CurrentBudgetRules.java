package dev.warren.aiconsumer.holds;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The rules that hold now. Once known, they are known for as long as the process runs. Thread-safe. */
@ApplicationScoped
class CurrentBudgetRules {

    private final CountDownLatch known = new CountDownLatch(1);
    private volatile HardBudgetRules current = HardBudgetRules.NONE;

    /** The rules; where none are known, {@link HardBudgetRules#NONE}. */
    HardBudgetRules current() {
        return current;
    }

    boolean isKnown() {
        return known.getCount() == 0;
    }

    /** Waits until they are known; false if that takes longer. */
    boolean await(Duration patience) throws InterruptedException {
        return known.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** New rules; those of an older version, which came late, are passed over. */
    synchronized void write(HardBudgetRules rules) {
        if (rules.version() >= current.version()) {
            current = rules;
        }
        known.countDown();
    }

    /** Nobody will ever write any. */
    void staysEmpty() {
        known.countDown();
    }
}

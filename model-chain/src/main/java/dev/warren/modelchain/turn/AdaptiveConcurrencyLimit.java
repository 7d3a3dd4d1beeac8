package dev.warren.modelchain.turn;

import com.netflix.concurrency.limits.Limit;
import com.netflix.concurrency.limits.limit.AIMDLimit;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Decides which calls adjust an {@link AIMDLimit}, which by itself halves for each of a hundred refusals that belong to
 * the same moment. A limit that is in use doubles with every round trip. It is halved when calls are refused or take
 * too long, once per round trip: a call that began before the last cut says nothing about the present limit. Near the
 * level at which it was cut it grows by a tenth per round trip only, until it has left that level behind. Thread-safe.
 */
final class AdaptiveConcurrencyLimit implements Limit {

    private static final double HALF = 0.5;
    private static final double NEAR = 0.75;
    private static final double PASSED = 1.25;
    private static final int CAREFULLY = 10;

    private final AIMDLimit limit;
    private final SlowCallDetector slowCallDetector;

    private boolean cut;
    private long lastCut;
    private int cutAt;
    private int successes;

    AdaptiveConcurrencyLimit(CallLimitSettings settings) {
        this.limit = AIMDLimit.newBuilder()
                .initialLimit(settings.initialConcurrency())
                .minLimit(settings.minConcurrency())
                .maxLimit(settings.maxConcurrency())
                .backoffRatio(HALF)
                .timeout(1, TimeUnit.DAYS)
                .build();
        this.slowCallDetector = new SlowCallDetector(settings.latencyTolerance());
    }

    @Override
    public int getLimit() {
        return limit.getLimit();
    }

    @Override
    public void notifyOnChange(Consumer<Integer> consumer) {
        limit.notifyOnChange(consumer);
    }

    @Override
    public synchronized void onSample(long startNanos, long nanos, int inFlight, boolean refused) {
        if (cut && startNanos - lastCut < 0) {
            return;
        }
        if (refused || slowCallDetector.rises(startNanos, nanos)) {
            cut = true;
            lastCut = startNanos + nanos;
            cutAt = limit.getLimit();
            limit.onSample(startNanos, nanos, inFlight, true);
        } else if (!near() || ++successes % CAREFULLY == 0) {
            limit.onSample(startNanos, nanos, inFlight, false);
        }
    }

    private boolean near() {
        return limit.getLimit() >= cutAt * NEAR && limit.getLimit() <= cutAt * PASSED;
    }
}

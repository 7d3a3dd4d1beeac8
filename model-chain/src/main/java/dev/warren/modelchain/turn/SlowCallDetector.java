package dev.warren.modelchain.turn;

import com.netflix.concurrency.limits.limit.measurement.ExpAvgMeasurement;

/**
 * Tells calls that take longer than usual from the spread that answers of different lengths have. It compares means
 * over a whole round trip and many calls, never single calls. Not thread-safe.
 */
final class SlowCallDetector {

    private static final int ENOUGH_CALLS = 20;
    private static final int MEMORY = 50;
    private static final int WARM_UP = 10;

    private final double tolerance;
    private final ExpAvgMeasurement usual = new ExpAvgMeasurement(MEMORY, WARM_UP);

    private boolean started;
    private long roundBegan;
    private double sum;
    private int calls;

    /** @param tolerance how many times as long as usual is too long */
    SlowCallDetector(double tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * Takes note of a call that was answered.
     *
     * @return whether a round trip ends with it in which calls took too long
     */
    boolean rises(long startNanos, long nanos) {
        if (!started) {
            startRound(startNanos);
        }
        sum += nanos;
        calls++;
        if (startNanos - roundBegan < 0 || calls < ENOUGH_CALLS) {
            return false;
        }
        double mean = sum / calls;
        double before = usual.get().doubleValue();
        usual.add(mean);
        startRound(startNanos + nanos);
        return before > 0 && mean > tolerance * before;
    }

    private void startRound(long nanos) {
        started = true;
        roundBegan = nanos;
        sum = 0;
        calls = 0;
    }
}

package dev.warren.cli.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A replay, as the service that runs it describes it; what does not apply is null.
 *
 * @param state running, waiting, done, aborted, exhausted or failed
 * @param why what it waits for, or why it ended early
 * @param reused answers that had been bought before
 * @param first when the oldest event that the log still has of the period was accepted
 * @param reached when the last event that has ended was accepted
 */
record ReplayInfo(
        String name,
        String service,
        String feature,
        Instant from,
        Instant to,
        String type,
        List<String> providers,
        BigDecimal rate,
        Long maxEvents,
        Long maxTokens,
        String by,
        String state,
        String why,
        long read,
        long matched,
        long completed,
        long failed,
        long skipped,
        long reused,
        long calls,
        List<ModelUsageInfo> tokens,
        Instant first,
        Instant reached,
        Instant requestedAt,
        Instant startedAt,
        Instant endedAt) {

    private static final String RUNNING = "running";
    private static final String WAITING = "waiting";
    private static final String DONE = "done";
    private static final int ALL = 100;

    ReplayInfo {
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        providers = providers == null ? List.of() : List.copyOf(providers);
    }

    /** Whether nothing more will happen. */
    boolean isOver() {
        return !RUNNING.equals(state) && !WAITING.equals(state);
    }

    /** Whether every event of the period has an outcome. */
    boolean isDone() {
        return DONE.equals(state);
    }

    /** How much of the period is behind it, in percent; the part before the log's oldest event does not count. */
    int percent() {
        if (isDone()) {
            return ALL;
        }
        if (reached == null) {
            return 0;
        }
        Instant start = first != null && first.isAfter(from) ? first : from;
        long whole = to.toEpochMilli() - start.toEpochMilli();
        long part = reached.toEpochMilli() - start.toEpochMilli();
        return whole <= 0 ? 0 : Math.clamp(part * ALL / whole, 0, ALL - 1);
    }
}

package dev.warren.aiconsumer.replay;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a replay came, or what one event adds to that. Immutable.
 *
 * @param read events of the period
 * @param matched those of them that are the feature's business
 * @param completed those of them that have an answer
 * @param failed those of them that have none and get none
 * @param skipped events of the period that are not the feature's business, or that cannot be read
 * @param reused answers that were bought before and cost nothing
 * @param tokensCounted tokens of endpoints, estimated where the provider did not count
 * @param usage by provider and model
 */
public record ReplayCounts(
        long read,
        long matched,
        long completed,
        long failed,
        long skipped,
        long reused,
        long tokensCounted,
        List<ModelUsage> usage) {

    public static final ReplayCounts NONE = new ReplayCounts(0, 0, 0, 0, 0, 0, 0, List.of());

    public static final ReplayCounts SKIPPED = new ReplayCounts(1, 0, 0, 0, 1, 0, 0, List.of());

    public ReplayCounts {
        usage = List.copyOf(usage);
    }

    public ReplayCounts plus(ReplayCounts more) {
        return new ReplayCounts(
                read + more.read,
                matched + more.matched,
                completed + more.completed,
                failed + more.failed,
                skipped + more.skipped,
                reused + more.reused,
                tokensCounted + more.tokensCounted,
                merged(usage, more.usage));
    }

    /** One entry per provider and model, in the order of their names. */
    static List<ModelUsage> merged(Collection<ModelUsage> some, Collection<ModelUsage> more) {
        Map<String, ModelUsage> byModel = new TreeMap<>();
        some.forEach(used -> byModel.merge(used.key(), used, ModelUsage::plus));
        more.forEach(used -> byModel.merge(used.key(), used, ModelUsage::plus));
        return List.copyOf(byModel.values());
    }

    long calls() {
        return usage.stream().mapToLong(ModelUsage::calls).sum();
    }
}

package dev.warren.modelchain.ending;

import dev.warren.modelchain.ending.HeldException.Waiting;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How the features of one event have ended, and what follows from that. Used by one thread. */
public final class FeatureOutcomes {

    private final Set<String> unfinished = new TreeSet<>();
    private final Set<String> failed = new TreeSet<>();
    private final List<FeatureFailedException> reasons = new ArrayList<>();
    private final Map<Set<String>, Set<String>> heldByAwaited = new HashMap<>();
    private final SequencedMap<String, String> postponed = new TreeMap<>();
    private final SequencedMap<String, Throwable> broken = new TreeMap<>();

    public void add(String feature, FeatureOutcome outcome) {
        switch (outcome) {
            case FeatureOutcome.Completed completed -> {}
            case FeatureOutcome.Failed failure -> {
                failed.add(feature);
                reasons.add(failure.why());
            }
            case FeatureOutcome.Held held ->
                heldByAwaited
                        .computeIfAbsent(held.why().awaited(), awaited -> new TreeSet<>())
                        .add(feature);
            case FeatureOutcome.Unfinished later -> unfinished.add(feature);
            case FeatureOutcome.Postponed wait -> postponed.put(feature, wait.reason());
        }
    }

    public void broke(String feature, Throwable why) {
        broken.put(feature, why);
    }

    /** Throws what the worst of them demands; nothing where all are completed. */
    public void demandCompleted() {
        RuntimeException rest = withPostponed(rest());
        if (!heldByAwaited.isEmpty()) {
            throw new HeldException(waiting(), rest);
        }
        if (rest != null) {
            throw rest;
        }
    }

    private RuntimeException withPostponed(RuntimeException rest) {
        return postponed.isEmpty()
                ? rest
                : new PostponedException(postponed.firstEntry().getValue(), postponed.keySet(), rest);
    }

    private RuntimeException rest() {
        if (unfinished.isEmpty() && broken.isEmpty()) {
            return failed.isEmpty() ? null : reasons.getFirst().of(failed);
        }
        Set<String> again = new TreeSet<>(unfinished);
        again.addAll(broken.keySet());
        again.addAll(failed);
        return broken.isEmpty()
                ? new UnfinishedException(again)
                : new UnexpectedFailureException(again, broken.firstEntry().getValue());
    }

    private List<Waiting> waiting() {
        return heldByAwaited.entrySet().stream()
                .map(held -> new Waiting(held.getValue(), held.getKey()))
                .toList();
    }
}

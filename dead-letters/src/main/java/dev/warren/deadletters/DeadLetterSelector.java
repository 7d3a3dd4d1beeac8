package dev.warren.deadletters;

import dev.warren.deadletters.queue.DeadLetter;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Selects dead letters by exactly one of: keys, group, all.
 *
 * @param keys these letters
 * @param feature the dead letters of this feature; empty for those without a feature
 * @param reason the dead letters with this reason; if there is a feature too, both must match
 * @param all whether all dead letters are selected
 */
@RegisterForReflection
@Schema(name = "DeadLetterSelection")
record DeadLetterSelector(List<String> keys, String feature, String reason, boolean all) {

    static final int LONGEST_WORD = 1024;
    private static final int MOST_KEYS = 1_000;
    private static final String NAME = "select";

    DeadLetterSelector {
        keys = keys == null ? List.of() : keys.stream().map(String::valueOf).toList();
    }

    /** Notes what is wrong with a selection, which may be null. */
    static void check(DeadLetterSelector select, ParameterFaults faults) {
        if (select == null) {
            faults.add(NAME, FaultCode.REQUIRED, "is required: keys, a group by feature and reason, or all");
            return;
        }
        if (select.ways() != 1) {
            faults.add(NAME, FaultCode.INVALID, "must have one of: keys, a group by feature and reason, all");
        }
        if (select.keys.size() > MOST_KEYS) {
            faults.add(NAME + ".keys", FaultCode.TOO_LONG, "must be at most " + MOST_KEYS);
        }
        if (!select.keys.stream().allMatch(DeadLetter.KEY.asMatchPredicate())) {
            faults.add(NAME + ".keys", FaultCode.INVALID, "must be keys of dead letters");
        }
        faults.text(NAME + ".feature", select.feature, LONGEST_WORD);
        faults.text(NAME + ".reason", select.reason, LONGEST_WORD);
    }

    Predicate<DeadLetter> predicate() {
        Set<String> wanted = Set.copyOf(keys);
        return letter -> wanted.isEmpty()
                ? (feature == null || letter.isAbout(feature))
                        && (reason == null || letter.reason().equals(reason))
                : wanted.contains(letter.key());
    }

    private long ways() {
        return Stream.of(!keys.isEmpty(), feature != null || reason != null, all)
                .filter(way -> way)
                .count();
    }
}

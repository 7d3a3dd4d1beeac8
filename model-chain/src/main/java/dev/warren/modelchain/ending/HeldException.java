package dev.warren.modelchain.ending;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Some features wait for a budget: process the event again for them when there is some. No stack trace. */
public final class HeldException extends RuntimeException {

    /**
     * Features that wait for the same.
     *
     * @param features their names
     * @param awaited what has to change, as the hold requester names it
     */
    public record Waiting(Set<String> features, Set<String> awaited) {

        public Waiting {
            features = Set.copyOf(features);
            awaited = Set.copyOf(awaited);
        }
    }

    private final transient List<Waiting> waiting;

    /** @param rest what would have been thrown if those features were not there; null if nothing */
    HeldException(List<Waiting> waiting, RuntimeException rest) {
        super("No budget for " + names(waiting), rest, false, false);
        this.waiting = List.copyOf(waiting);
    }

    /** What waits; each part for itself. */
    public List<Waiting> waiting() {
        return waiting;
    }

    private static String names(List<Waiting> waiting) {
        return waiting.stream()
                .flatMap(each -> each.features().stream())
                .sorted()
                .collect(Collectors.joining(", "));
    }
}

package dev.warren.modelchain.ending;

import java.util.Set;
import java.util.stream.Collectors;

/** The work for some features broke off, for a reason that nobody expected: process the event again for them later. */
public final class UnexpectedFailureException extends RuntimeException {

    private final transient Set<String> features;

    /** @param features what is to be named then: also those that have no answer for another reason */
    UnexpectedFailureException(Set<String> features, Throwable cause) {
        super(
                "The work failed unexpectedly for %s: %s"
                        .formatted(names(features), cause.getClass().getSimpleName()),
                cause);
        this.features = Set.copyOf(features);
    }

    private static String names(Set<String> features) {
        return features.stream().sorted().collect(Collectors.joining(", "));
    }

    /** The names of the features to process again. */
    public Set<String> features() {
        return features;
    }
}

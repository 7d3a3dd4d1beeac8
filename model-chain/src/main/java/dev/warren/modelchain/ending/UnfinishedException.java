package dev.warren.modelchain.ending;

import java.util.Set;

/** Some features have not ended yet: process the event again later, for the features named here only. */
public final class UnfinishedException extends RuntimeException {

    private final transient Set<String> features;

    /** @param features what is to be named then: those that have no answer yet, and those that will never have one */
    public UnfinishedException(Set<String> features) {
        super("No answer yet for " + String.join(", ", features));
        this.features = Set.copyOf(features);
    }

    /**
     * The names of the features to process again. A feature that has failed for good is among them, so that it is still
     * known when the last one ends: its failure is then said again, without a call.
     */
    public Set<String> features() {
        return features;
    }
}

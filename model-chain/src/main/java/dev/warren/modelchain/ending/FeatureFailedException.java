package dev.warren.modelchain.ending;

import java.util.Set;

/** The feature has failed for this event for good; a {@code failed} result is published. */
public final class FeatureFailedException extends RuntimeException {

    private final String code;
    private final transient Set<String> features;

    /**
     * No answer will come.
     *
     * @param code a stable word for programs
     * @param message a sentence for a person, without payload
     */
    public FeatureFailedException(String code, String message) {
        this(code, message, Set.of(), null);
    }

    /** As {@link #FeatureFailedException(String, String)}, with what caused it. */
    public FeatureFailedException(String code, String message, Throwable cause) {
        this(code, message, Set.of(), cause);
    }

    private FeatureFailedException(String code, String message, Set<String> features, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.features = Set.copyOf(features);
    }

    /** The same for the named features. */
    FeatureFailedException of(Set<String> failed) {
        return new FeatureFailedException(code, getMessage(), failed, this);
    }

    /** A stable word for programs. */
    public String code() {
        return code;
    }

    /** The names of the features that failed; empty where the thrower works for one feature and knows no name. */
    public Set<String> features() {
        return features;
    }
}

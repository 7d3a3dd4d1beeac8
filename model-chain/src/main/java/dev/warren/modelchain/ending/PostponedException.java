package dev.warren.modelchain.ending;

import java.util.Set;

/**
 * Some features wait for something that is unavailable: process the event again for them in a moment, however often.
 */
public final class PostponedException extends RuntimeException {

    private final transient Set<String> features;

    /**
     * Names what waits.
     *
     * @param reason what is unavailable
     * @param rest what would have been thrown if those features were not there; null if nothing
     */
    PostponedException(String reason, Set<String> features, RuntimeException rest) {
        super(reason, rest);
        this.features = Set.copyOf(features);
    }

    /** The names of the features that wait. */
    public Set<String> features() {
        return features;
    }
}

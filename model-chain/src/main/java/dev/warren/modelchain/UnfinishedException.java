package dev.warren.modelchain;

import dev.warren.contracts.v1.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Some features have no answer yet: process the event again later, for these features only. */
public final class UnfinishedException extends RuntimeException {

    private final transient Map<String, List<Attempt>> attempts;

    /** @param attempts the calls that were made in vain, by feature */
    UnfinishedException(Map<String, List<Attempt>> attempts) {
        super("No answer yet for " + String.join(", ", attempts.keySet()));
        this.attempts = Map.copyOf(attempts);
    }

    /** The names of the features without an answer. */
    public Set<String> features() {
        return attempts.keySet();
    }

    /** The calls that were made in vain, by feature. */
    public Map<String, List<Attempt>> attempts() {
        return attempts;
    }
}

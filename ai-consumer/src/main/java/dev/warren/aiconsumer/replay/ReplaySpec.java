package dev.warren.aiconsumer.replay;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * What a replay is to do. Valid by construction: {@link ReplaySpecRules} has passed it.
 *
 * @param name unique for ever, part of the ids and routing keys of its results
 * @param feature the feature that runs over the events
 * @param from the first moment of acceptance
 * @param to the first moment after
 * @param type a CloudEvents type, possibly ending in {@code *}; null for all that the feature listens to
 * @param providers who is asked, in order; empty for the feature's own chain
 * @param rate events per second
 * @param maxEvents the most events to work on; null for no bound
 * @param maxTokens the most tokens of endpoints to use; null for no bound
 * @param by who ordered it
 */
public record ReplaySpec(
        String name,
        String feature,
        Instant from,
        Instant to,
        String type,
        List<String> providers,
        BigDecimal rate,
        Long maxEvents,
        Long maxTokens,
        String by) {

    public ReplaySpec {
        providers = List.copyOf(providers);
    }

    /** Whether the other one is the same work, whoever ordered it. */
    boolean asksForTheSameAs(ReplaySpec other) {
        return rate.compareTo(other.rate) == 0
                && new ReplaySpec(name, feature, from, to, type, providers, other.rate, maxEvents, maxTokens, other.by)
                        .equals(other);
    }

    public boolean wants(String eventType) {
        return type == null || EventTypePatterns.matches(type, eventType);
    }

    public boolean covers(Instant accepted) {
        return !accepted.isBefore(from) && accepted.isBefore(to);
    }
}

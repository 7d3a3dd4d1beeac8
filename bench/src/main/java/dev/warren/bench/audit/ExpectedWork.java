package dev.warren.bench.audit;

/**
 * What must have exactly one outcome.
 *
 * @param event the id of the event
 * @param feature the feature
 */
public record ExpectedWork(String event, String feature) {

    @Override
    public String toString() {
        return "event " + event + " feature " + feature;
    }
}

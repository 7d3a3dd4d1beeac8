package dev.warren.bench.faults;

/**
 * What must have exactly one outcome.
 *
 * @param event the id of the event
 * @param feature the feature
 */
record Work(String event, String feature) {

    @Override
    public String toString() {
        return "event " + event + " feature " + feature;
    }
}

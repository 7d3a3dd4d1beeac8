package dev.warren.aiconsumer.estimate;

import dev.warren.modelchain.feature.Feature;

/** What an AI consumer tells a model beside the text of an event. Thread-safe. */
@FunctionalInterface
public interface PromptInstructions {

    /** The same for every event of the feature. */
    String of(Feature feature);

    /** What the form of the answer says beside them, where that depends on the feature. */
    default String form(Feature feature) {
        return "";
    }
}

package dev.warren.deadletters;

import io.cloudevents.CloudEvent;
import java.util.List;
import java.util.Set;

/**
 * Says what a replay would ask of models. A bean of this type is asked for every letter of a dry run; without one there
 * are no estimates. Called by one thread at a time per request, by several for several requests.
 */
public interface ReplayEstimator {

    /**
     * What the work on one event would ask for.
     *
     * @param event the letter, decoded and valid
     * @param features what is left to do; empty means everything
     * @param providers who is to be asked, in order; empty means the configured chain
     * @return one per feature that would make a call, with {@code messages} 1; empty where no call would be made
     */
    List<Estimate> estimate(CloudEvent event, Set<String> features, List<String> providers);

    /**
     * What would be asked of one model.
     *
     * @param feature what for
     * @param provider who would be asked first
     * @param model of that provider
     * @param messages how many calls
     * @param inputTokens of all of them, about
     * @param maxOutputTokens of all of them, at most
     */
    record Estimate(
            String feature, String provider, String model, long messages, long inputTokens, long maxOutputTokens) {}
}

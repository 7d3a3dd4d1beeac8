package dev.warren.modelchain;

import dev.warren.contracts.v1.Attempt;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Topology;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The work of all features that listen to an event. Each has its own outcome; none prevents that of another. */
@ApplicationScoped
public class EventWork {

    private final Features features;
    private final FeatureWork work;

    EventWork(Features features, FeatureWork work) {
        this.features = features;
        this.work = work;
    }

    /**
     * Does the work and publishes, feature by feature, first what was used and then the result. When it returns, every
     * feature has an answer and everything is published.
     *
     * @param only the features to work for; empty means all that listen to the event
     * @throws UnfinishedException if some features have no answer yet; the outcomes of all others are published
     * @throws GiveUpException if some features will never have an answer, which is published, and all others have one
     */
    public void process(CloudEvent event, Set<String> only, Outlet outlet) {
        Map<String, List<Attempt>> unfinished = new TreeMap<>();
        List<GiveUpException> failures = new ArrayList<>();
        for (Feature feature : listening(event, only)) {
            Ending ending = work.on(event, feature);
            ending.usage().forEach(message -> outlet.usage(message, feature.name()));
            switch (ending) {
                case Ending.Completed completed ->
                    outlet.result(completed.result(), Topology.resultKey(feature.name(), Outcome.COMPLETED));
                case Ending.Failed failed -> {
                    outlet.result(failed.result(), Topology.resultKey(feature.name(), Outcome.FAILED));
                    failures.add(failed.why());
                }
                case Ending.Unfinished later -> unfinished.put(feature.name(), later.attempts());
            }
        }
        if (!unfinished.isEmpty()) {
            throw new UnfinishedException(unfinished);
        }
        if (!failures.isEmpty()) {
            throw failures.getFirst();
        }
    }

    /**
     * Publishes that the features have no answer and will not be tried again. May be called again.
     *
     * @param only the features that were tried last; empty means all that listen to the event
     * @param attempts the calls that were made in vain, by feature, as far as they are known
     */
    public void exhausted(CloudEvent event, Set<String> only, Map<String, List<Attempt>> attempts, Outlet outlet) {
        for (Feature feature : listening(event, only)) {
            List<Attempt> inVain = attempts.getOrDefault(feature.name(), List.of());
            outlet.result(work.exhausted(event, feature, inVain), Topology.resultKey(feature.name(), Outcome.FAILED));
        }
    }

    private List<Feature> listening(CloudEvent event, Set<String> only) {
        return features.listeningTo(event).stream()
                .filter(feature -> only.isEmpty() || only.contains(feature.name()))
                .toList();
    }
}

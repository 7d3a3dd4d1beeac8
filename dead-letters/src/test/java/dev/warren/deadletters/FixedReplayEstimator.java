package dev.warren.deadletters;

import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;

/** Every feature asks for as much of the same model. */
@ApplicationScoped
class FixedReplayEstimator implements ReplayEstimator {

    @Override
    public List<Estimate> estimate(CloudEvent event, Set<String> features, List<String> providers) {
        String provider = providers.isEmpty() ? "primary" : providers.getFirst();
        Set<String> named = features.isEmpty() ? Set.of("everything") : features;
        return named.stream()
                .map(feature -> new Estimate(feature, provider, "a-model", 1, 100, 10))
                .toList();
    }
}

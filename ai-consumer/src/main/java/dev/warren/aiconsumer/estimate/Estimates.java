package dev.warren.aiconsumer.estimate;

import dev.warren.messaging.dead.ReplayEstimator;
import dev.warren.modelchain.GiveUpException;
import dev.warren.modelchain.feature.EventText;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.EndpointSettings;
import dev.warren.modelchain.provider.Endpoints;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the work on an event would ask of endpoints: the first call of each feature. Repeated calls and those to the
 * next provider come on top where they are needed; the embedded provider costs nothing and is left out. Thread-safe.
 */
@ApplicationScoped
public class Estimates implements ReplayEstimator {

    /** The roles and separators of two messages, as OpenAI's models count them. */
    private static final int FRAME = 11;

    private final Features features;
    private final Instructions instructions;
    private final Tokenizer tokenizer;
    private final Endpoints endpoints;

    Estimates(Features features, Instructions instructions, Tokenizer tokenizer, Endpoints endpoints) {
        this.features = features;
        this.instructions = instructions;
        this.tokenizer = tokenizer;
        this.endpoints = endpoints;
    }

    @Override
    public List<Estimate> estimate(CloudEvent event, Set<String> only, List<String> providers) {
        return features.listeningTo(event).stream()
                .filter(feature -> only.isEmpty() || only.contains(feature.name()))
                .flatMap(feature -> first(event, feature, providers).stream())
                .toList();
    }

    /** The most tokens, input and output, that one call about the event may use; 0 where none costs anything. */
    public long mostTokens(CloudEvent event, String feature, List<String> providers) {
        return estimate(event, Set.of(feature), providers).stream()
                .mapToLong(estimate -> estimate.inputTokens() + estimate.maxOutputTokens())
                .sum();
    }

    private Optional<Estimate> first(CloudEvent event, Feature feature, List<String> providers) {
        String provider = (providers.isEmpty() ? feature.providers() : providers).getFirst();
        return endpoints.named(provider).flatMap(endpoint -> text(event, feature)
                .map(text -> call(feature, provider, endpoint, text)));
    }

    /** Without a text that can be worked on, no call is made. */
    private static Optional<String> text(CloudEvent event, Feature feature) {
        try {
            return Optional.of(EventText.of(event, feature));
        } catch (GiveUpException e) {
            return Optional.empty();
        }
    }

    private Estimate call(Feature feature, String provider, EndpointSettings endpoint, String text) {
        String model = feature.models().getOrDefault(provider, endpoint.model().orElse(""));
        long input = FRAME + (long) tokenizer.count(model, instructions.of(feature)) + tokenizer.count(model, text);
        return new Estimate(feature.name(), endpoints.onLedger(provider), model, 1, input, endpoint.maxOutputTokens());
    }
}

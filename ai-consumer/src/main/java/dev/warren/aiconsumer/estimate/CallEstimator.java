package dev.warren.aiconsumer.estimate;

import dev.warren.deadletters.ReplayEstimator;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.feature.EventText;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.settings.EndpointSettings;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the work on an event would ask of endpoints: the first call of each feature, and one to each further provider of
 * its cascade. Repeated calls and those to a provider that stands in for another come on top where they are needed; the
 * embedded provider costs nothing and is left out. Thread-safe.
 */
@ApplicationScoped
public class CallEstimator implements ReplayEstimator {

    /** The roles and separators of two messages, as OpenAI's models count them. */
    private static final int FRAME = 11;

    private final Features features;
    private final PromptInstructions promptInstructions;
    private final Tokenizer tokenizer;
    private final ProviderRegistry providerRegistry;

    CallEstimator(
            Features features,
            PromptInstructions promptInstructions,
            Tokenizer tokenizer,
            ProviderRegistry providerRegistry) {
        this.features = features;
        this.promptInstructions = promptInstructions;
        this.tokenizer = tokenizer;
        this.providerRegistry = providerRegistry;
    }

    @Override
    public List<Estimate> estimate(CloudEvent event, Set<String> only, List<String> providers) {
        return features.listeningTo(event).stream()
                .filter(feature -> only.isEmpty() || only.contains(feature.name()))
                .flatMap(feature -> calls(event, feature, providers))
                .toList();
    }

    /**
     * The most tokens, input and output, that the calls about the event may use if each is made once; 0 where none
     * costs anything.
     */
    public long mostTokens(CloudEvent event, String feature, List<String> providers) {
        return estimate(event, Set.of(feature), providers).stream()
                .mapToLong(estimate -> estimate.inputTokens() + estimate.maxOutputTokens())
                .sum();
    }

    /** Of the first provider, and of those that are asked where the ones before are not sure enough. */
    private Stream<Estimate> calls(CloudEvent event, Feature feature, List<String> providers) {
        List<String> chain = providers.isEmpty() ? feature.providers() : providers;
        long unsure =
                chain.stream().takeWhile(feature.answerWhen()::containsKey).count();
        Optional<String> text = text(event, feature);
        return chain.stream().limit(1 + unsure).flatMap(provider -> providerRegistry.named(provider).stream()
                .flatMap(endpoint -> text.stream().map(it -> call(feature, provider, endpoint, it))));
    }

    /** Without a text that can be worked on, no call is made. */
    private static Optional<String> text(CloudEvent event, Feature feature) {
        try {
            return Optional.of(EventText.of(event, feature));
        } catch (FeatureFailedException e) {
            return Optional.empty();
        }
    }

    private Estimate call(Feature feature, String provider, EndpointSettings endpoint, String text) {
        String model = feature.modelAt(provider, endpoint.model().orElseThrow());
        long input =
                FRAME + (long) tokenizer.count(model, promptInstructions.of(feature)) + tokenizer.count(model, text);
        return new Estimate(
                feature.name(), providerRegistry.onLedger(provider), model, 1, input, endpoint.maxOutputTokens());
    }
}

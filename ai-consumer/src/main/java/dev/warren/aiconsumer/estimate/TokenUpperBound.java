package dev.warren.aiconsumer.estimate;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many tokens a call cannot exceed. Thread-safe. */
@ApplicationScoped
public class TokenUpperBound {

    private final PromptInstructions promptInstructions;
    private final Tokenizer tokenizer;
    private final ProviderRegistry providerRegistry;
    /** By model and feature's name: neither changes while the process runs. */
    private final Map<List<String>, Long> beside = new ConcurrentHashMap<>();

    TokenUpperBound(PromptInstructions promptInstructions, Tokenizer tokenizer, ProviderRegistry providerRegistry) {
        this.promptInstructions = promptInstructions;
        this.tokenizer = tokenizer;
        this.providerRegistry = providerRegistry;
    }

    /**
     * The most tokens that a request has.
     *
     * @param words what the model is told beside the feature's instructions
     * @param margin tokens for what is around it
     */
    public long input(String model, Feature feature, String words, int margin) {
        long always = beside.computeIfAbsent(List.of(model, feature.name()), key -> beside(model, feature));
        return always + tokenizer.most(model, words) + tokenizer.most(model, margin);
    }

    /** The most tokens that an answer of the provider has, which every request says. */
    public long output(String provider) {
        return providerRegistry.named(provider).orElseThrow().maxOutputTokens();
    }

    private long beside(String model, Feature feature) {
        return tokenizer.most(model, promptInstructions.of(feature))
                + tokenizer.most(model, promptInstructions.form(feature));
    }
}

package dev.warren.modelchain.provider;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.local.SentenceEmbedder;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the embedded provider has learned for each feature. Learning begins at start, beside it: the service is alive at
 * once, and ready when everything has been learned. Without a feature that asks {@code local}, no model is loaded.
 */
@ApplicationScoped
public class LocalModels {

    private final Skill skill;
    private final SentenceEmbedder embedder = SentenceEmbedder.miniLm();
    private final Map<String, CompletableFuture<Skill.Local>> byFeature = new ConcurrentHashMap<>();

    LocalModels(Skill skill) {
        this.skill = skill;
    }

    void learn(@Observes StartupEvent start, Features features) {
        features.all().stream()
                .filter(feature -> feature.providers().contains(Provider.LOCAL))
                .forEach(this::of);
    }

    /** Completes when the feature has been learned; completes exceptionally if the models cannot be loaded. */
    CompletableFuture<Skill.Local> of(Feature feature) {
        return byFeature.computeIfAbsent(
                feature.name(),
                name -> embedder.warmUp().thenApplyAsync(loaded -> skill.prepare(feature, embedder), Thread::startVirtualThread));
    }

    /** Whether everything has been learned. */
    boolean ready() {
        return byFeature.values().stream().allMatch(learned -> learned.isDone() && !learned.isCompletedExceptionally());
    }
}

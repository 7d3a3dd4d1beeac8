package dev.warren.modelchain.provider;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.local.SentenceEmbedder;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.interceptor.Interceptor;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * What the embedded provider has learned for each feature. Learning begins at start, beside it: the service is alive at
 * once, and ready when everything has been learned. Without a feature that asks {@code local}, no model is loaded.
 * Begins before channels are opened: with a fault in the configuration, nothing is consumed.
 */
@Startup(Interceptor.Priority.PLATFORM_BEFORE)
@ApplicationScoped
public class LocalModels {

    private static final Logger LOG = Logger.getLogger(LocalModels.class);

    private final SentenceEmbedder embedder = SentenceEmbedder.miniLm();
    private final Map<String, CompletableFuture<Skill.Local>> byFeature;

    LocalModels(Skill skill, Features features) {
        this.byFeature = features.all().stream()
                .filter(feature -> feature.providers().contains(Provider.LOCAL))
                .collect(Collectors.toUnmodifiableMap(Feature::name, feature -> learning(feature, skill)));
    }

    /** Completes when the feature has been learned; completes exceptionally if the models cannot be loaded. */
    CompletableFuture<Skill.Local> of(Feature feature) {
        return byFeature.get(feature.name());
    }

    /** Whether everything has been learned. */
    boolean ready() {
        return byFeature.values().stream().allMatch(learned -> learned.isDone() && !learned.isCompletedExceptionally());
    }

    private CompletableFuture<Skill.Local> learning(Feature feature, Skill skill) {
        return embedder.warmUp()
                .thenApplyAsync(loaded -> skill.prepare(feature, embedder), Thread::startVirtualThread)
                .whenComplete((learned, failure) -> {
                    if (failure != null) {
                        LOG.errorf(failure, "embedded provider cannot answer feature=%s", feature.name());
                    }
                });
    }
}

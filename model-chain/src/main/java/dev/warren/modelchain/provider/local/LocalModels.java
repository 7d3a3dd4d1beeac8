package dev.warren.modelchain.provider.local;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.local.InferenceExecutor;
import dev.warren.modelchain.local.SentenceEmbedder;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.ProviderState;
import dev.warren.modelchain.provider.ProviderState.State;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.turn.CallLimiterFactory;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
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

    private static final String RULES = "rules";

    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final SentenceEmbedder embedder;
    private final InferenceExecutor inferenceExecutor = InferenceExecutor.onAllProcessors();
    private final Skill skill;
    private final Duration pause;
    private final Map<String, CompletableFuture<Skill.Local>> byFeature = new ConcurrentHashMap<>();

    @Inject
    LocalModels(Skill skill, Features features, MetricRegistry registry) {
        this(skill, features, SentenceEmbedder.miniLm(), PAUSE);
        Tag tag = new Tag("provider", Provider.LOCAL);
        registry.gauge(CallLimiterFactory.LIMIT, inferenceExecutor::size, tag);
        registry.gauge(CallLimiterFactory.IN_FLIGHT, inferenceExecutor::busy, tag);
        registry.gauge(CallLimiterFactory.WAITING, inferenceExecutor::waiting, tag);
    }

    /** @param pause before what failed is tried again */
    LocalModels(Skill skill, Features features, SentenceEmbedder embedder, Duration pause) {
        this.skill = skill;
        this.embedder = embedder;
        this.pause = pause;
        features.all().stream()
                .filter(feature -> feature.providers().contains(Provider.LOCAL))
                .forEach(feature -> byFeature.put(feature.name(), learning(feature)));
    }

    /**
     * Completes when the feature has been learned; completes exceptionally if the models cannot be loaded, which is
     * tried again after a while. A feature that does not name {@code local} is learned when an operator has it asked
     * for the first time.
     */
    CompletableFuture<Skill.Local> of(Feature feature) {
        return byFeature.computeIfAbsent(feature.name(), name -> learning(feature));
    }

    /** Whether the feature could not be learned when that was tried last; it is tried on. */
    public boolean areMissing(Feature feature) {
        CompletableFuture<Skill.Local> learned = byFeature.get(feature.name());
        return learned != null && learned.isCompletedExceptionally();
    }

    /** What answers, as it appears in results. */
    String name() {
        return skill.embeds() ? SentenceEmbedder.MINI_LM : RULES;
    }

    /** Where the models compute. */
    InferenceExecutor inference() {
        return inferenceExecutor;
    }

    /** Whether everything has been learned. */
    boolean ready() {
        return byFeature.values().stream().allMatch(learned -> learned.isDone() && !learned.isCompletedExceptionally());
    }

    /** How the embedded provider is doing. */
    public ProviderState state() {
        return new ProviderState(
                Provider.LOCAL,
                name(),
                Optional.empty(),
                ready() ? State.READY : State.NOT_READY,
                Optional.empty(),
                0,
                inferenceExecutor.size(),
                inferenceExecutor.busy(),
                inferenceExecutor.waiting(),
                0,
                OptionalLong.empty(),
                0);
    }

    private CompletableFuture<Skill.Local> learning(Feature feature) {
        // what is thrown at once is a failure to be tried on with, too
        return CompletableFuture.completedFuture(embedder)
                .thenCompose(model -> skill.embeds() ? model.warmUp() : CompletableFuture.completedFuture(null))
                .thenApplyAsync(loaded -> skill.prepare(feature, embedder), inferenceExecutor)
                .whenComplete((learned, failure) -> {
                    if (failure != null) {
                        LOG.errorf(failure, "embedded model not loaded, retrying feature=%s", feature.name());
                        learnLater(feature);
                    }
                });
    }

    private void learnLater(Feature feature) {
        CompletableFuture.delayedExecutor(pause.toNanos(), TimeUnit.NANOSECONDS)
                .execute(() -> byFeature.put(feature.name(), learning(feature)));
    }

    @PreDestroy
    void close() {
        inferenceExecutor.close();
    }
}

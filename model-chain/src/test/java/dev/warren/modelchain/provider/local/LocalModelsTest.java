package dev.warren.modelchain.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.local.Embedder;
import dev.warren.modelchain.local.SentenceEmbedder;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.Provider;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.Skill;
import dev.warren.modelchain.testing.Verdict;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LocalModelsTest {

    private static final Feature FEATURE = new Feature(
            "mood",
            Verdict.KIND,
            1,
            List.of("*"),
            List.of(),
            List.of(Provider.LOCAL),
            1000,
            BigDecimal.ZERO,
            SkillSettings.NONE,
            OnExhausted.HOLD,
            new Feature.Cache(false, Duration.ofDays(1)),
            OnConflict.KEEP);

    private final AtomicInteger loads = new AtomicInteger();

    @Test
    void modelsThatCannotBeLoadedAreMissingUntilTheyCan() {
        // Given
        SentenceEmbedder embedder = new SentenceEmbedder(() -> {
            if (loads.incrementAndGet() < 3) {
                throw new OutOfMemoryError("of this test");
            }
            return new Model();
        });

        // When
        LocalModels models =
                new LocalModels(new Learning(), new Features(List.of(FEATURE)), embedder, Duration.ofMillis(200));

        // Then
        await().until(() -> models.areMissing(FEATURE) && !models.ready());
        await().until(() -> models.ready() && !models.areMissing(FEATURE));
        assertThat(loads).hasValue(3);
    }

    @Test
    void aSkillThatGoesByRulesIsReadyWithoutTheEmbeddingModel() {
        // Given
        SentenceEmbedder embedder = new SentenceEmbedder(() -> {
            loads.incrementAndGet();
            return new Model();
        });

        // When
        LocalModels models = new LocalModels(
                new Learning() {

                    @Override
                    public boolean embeds() {
                        return false;
                    }
                },
                new Features(List.of(FEATURE)),
                embedder,
                Duration.ofMillis(200));

        // Then
        await().until(models::ready);
        assertThat(loads).hasValue(0);
        assertThat(models.state().model()).isEqualTo("rules");
    }

    /** Learns at once. */
    private static class Learning implements Skill {

        @Override
        public OutputKind kind() {
            return Verdict.KIND;
        }

        @Override
        public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Answer ask(ChatModel model, Question question) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Local prepare(Feature feature, Embedder embedder) {
            return text -> {
                throw new UnsupportedOperationException();
            };
        }
    }

    private static final class Model implements EmbeddingModel {

        @Override
        public Response<List<Embedding>> embedAll(List<TextSegment> texts) {
            return Response.from(
                    texts.stream().map(text -> Embedding.from(new float[] {1})).toList());
        }
    }
}

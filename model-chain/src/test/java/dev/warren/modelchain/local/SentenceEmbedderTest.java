package dev.warren.modelchain.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.warren.modelchain.testing.Models;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SentenceEmbedderTest {

    @Test
    void sameMeaningIsCloserThanSameWords() {
        // Given
        UnitVector question = vector("How can I reset my password?");

        // When
        double paraphrase = question.dot(vector("I forgot the secret word that I log in with"));
        double other = question.dot(vector("How can I reset my garden?"));

        // Then
        assertThat(paraphrase).isGreaterThan(other);
    }

    @Test
    void warmingUpDoesNotHoldTheCallerUp() {
        // Given
        CountDownLatch gate = new CountDownLatch(1);
        SentenceEmbedder embedder = new SentenceEmbedder(() -> {
            await(gate);
            return new MiniLm();
        });

        // When
        CompletableFuture<Void> warm = embedder.warmUp();

        // Then
        assertThat(warm).isNotDone();
        assertThat(embedder.isReady()).isFalse();
        gate.countDown();
        warm.join();
        assertThat(embedder.isReady()).isTrue();
    }

    @Test
    void theModelIsLoadedOnce() {
        // Given
        AtomicInteger loaded = new AtomicInteger();
        SentenceEmbedder embedder = new SentenceEmbedder(() -> {
            loaded.incrementAndGet();
            return new MiniLm();
        });

        // When
        CompletableFuture.allOf(embedder.warmUp(), embedder.warmUp()).join();
        embedder.embed("text");

        // Then
        assertThat(loaded).hasValue(1);
    }

    @Test
    void aModelThatCannotBeLoadedIsReportedToEveryCaller() {
        // Given
        SentenceEmbedder embedder = new SentenceEmbedder(SentenceEmbedderTest::missing);

        // When
        CompletableFuture<Void> warm = embedder.warmUp();

        // Then
        assertThatThrownBy(warm::join).hasCauseInstanceOf(UnsatisfiedLinkError.class);
        assertThatThrownBy(() -> embedder.embed("text"))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(UnsatisfiedLinkError.class);
        assertThat(embedder.isReady()).isFalse();
    }

    @Test
    void aLongTextIsTheMeanOfItsWindows() {
        // Given
        String half = "the parcel is late ".repeat(TextWindows.LENGTH / 19);
        String other = "invoices are wrong ".repeat(TextWindows.LENGTH / 19);

        // When
        UnitVector both = vector(half + "\n".repeat(TextWindows.LENGTH - half.length()) + other);

        // Then
        assertThat(both.dot(UnitVector.mean(java.util.List.of(vector(half), vector(other)))))
                .isCloseTo(1, within(0.01));
    }

    @Test
    void ofAnEndlessTextOnlyTheBeginningIsReadAndCounted() {
        // Given
        String endless = "word ".repeat(20_000);

        // When
        TextEmbedding textEmbedding = Models.MINI_LM.embed(endless);

        // Then
        assertThat(textEmbedding.tokens()).isBetween(1_000, 4_000);
        assertThat(textEmbedding.vector())
                .isEqualTo(Models.MINI_LM.embed(endless).vector());
    }

    @Test
    void tokensAreCounted() {
        // Given
        String fourWords = "where is my parcel";

        // When
        TextEmbedding textEmbedding = Models.MINI_LM.embed(fourWords);

        // Then
        assertThat(textEmbedding.tokens()).isBetween(4, 6);
    }

    private static UnitVector vector(String text) {
        return Models.MINI_LM.embed(text).vector();
    }

    private static EmbeddingModel missing() {
        throw new UnsatisfiedLinkError("no onnxruntime");
    }

    private static void await(CountDownLatch gate) {
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

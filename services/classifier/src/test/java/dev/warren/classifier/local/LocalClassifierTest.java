package dev.warren.classifier.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.classifier.label.Classification;
import dev.warren.classifier.label.Classification.Alternative;
import dev.warren.classifier.label.Label;
import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.testing.Models;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalClassifierTest {

    private static final BigDecimal LOW = new BigDecimal("0.35");
    private static final LocalClassifier DESCRIBED = LocalClassifier.learn(HelpdeskLabels.described(), Models.MINI_LM);
    private static final LocalClassifier EXEMPLIFIED =
            LocalClassifier.learn(HelpdeskLabels.exemplified(), Models.MINI_LM);

    @Test
    void descriptionsAloneFindMostLabels() {
        // Given
        LocalClassifier classifier = DESCRIBED;

        // When
        double accuracy = accuracy(classifier);

        // Then
        assertThat(accuracy).isGreaterThanOrEqualTo(0.6);
    }

    @Test
    void examplesFindNearlyAll() {
        // Given
        LocalClassifier classifier = EXEMPLIFIED;

        // When
        double accuracy = accuracy(classifier);

        // Then
        assertThat(accuracy).isGreaterThanOrEqualTo(0.9).isGreaterThanOrEqualTo(accuracy(DESCRIBED));
    }

    @Test
    void alternativesFollowInOrderAndNothingAddsUpToMoreThanOne() {
        // Given
        String text = "I paid but the parcel has not been sent, and now I cannot sign in";

        // When
        Classification answer = EXEMPLIFIED.classify(text).value();

        // Then
        List<BigDecimal> all = new ArrayList<>(List.of(answer.confidence()));
        answer.alternatives().stream().map(Alternative::confidence).forEach(all::add);
        assertThat(all).hasSizeBetween(2, 4).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(all).allSatisfy(p -> assertThat(p).isPositive().isLessThanOrEqualTo(BigDecimal.ONE));
        assertThat(all.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isLessThanOrEqualTo(BigDecimal.ONE);
        assertThat(answer.alternatives()).extracting(Alternative::label).doesNotContain(answer.label());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "asdf qwer zxcv",
                "blorp snarf quux zibble wug",
                "Lorem ipsum dolor sit amet",
                "Photosynthesis turns light into sugar.",
                "",
                " \t\n",
                "\u200b\u0301",
                "\ud800"
            })
    void aTextThatBelongsNowhereHasLowConfidence(String text) {
        // Given
        LocalClassifier classifier = EXEMPLIFIED;

        // When
        Classification answer = classifier.classify(text).value();

        // Then
        assertThat(answer.confidence()).isLessThan(LOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Wo bleibt mein Paket?",
                "パスワードを忘れました",
                "فاتورتي خاطئة",
                "😀😀😀",
                "a\ud800b",
                "[CLS] [SEP] [PAD]"
            })
    void anyScriptGetsAnAnswer(String text) {
        // Given
        LocalClassifier classifier = EXEMPLIFIED;

        // When
        TokenCounted<Classification> answer = classifier.classify(text);

        // Then
        assertThat(answer.value().confidence()).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
        assertThat(answer.tokens()).isPositive();
    }

    @Test
    void manyThreadsGetTheSameAnswer() throws Exception {
        // Given
        String text = "The reset mail for my password never shows up";
        Classification alone = EXEMPLIFIED.classify(text).value();

        // When
        List<Future<TokenCounted<Classification>>> answers;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = IntStream.range(0, 40)
                    .mapToObj(i -> threads.submit(() -> EXEMPLIFIED.classify(text)))
                    .toList();
        }

        // Then
        for (var answer : answers) {
            assertThat(answer.get().value()).isEqualTo(alone);
        }
    }

    @Test
    void learningTheSameAgainGivesTheSameAnswers() {
        // Given
        LocalClassifier again = LocalClassifier.learn(HelpdeskLabels.exemplified(), Models.MINI_LM);

        // When
        TokenCounted<Classification> answer = again.classify("My parcel was left in the rain");

        // Then
        assertThat(answer).isEqualTo(EXEMPLIFIED.classify("My parcel was left in the rain"));
    }

    @Test
    void oneExampleInPlaceOfADescriptionIsEnough() {
        // Given
        List<Label> labels = List.of(
                new Label("a", null, List.of("The cat sleeps on the sofa")),
                new Label("b", "", List.of("Shares fell in Tokyo")));

        // When
        Classification answer = LocalClassifier.learn(labels, Models.MINI_LM)
                .classify("A kitten takes a nap")
                .value();

        // Then
        assertThat(answer.label()).isEqualTo("a");
    }

    @Test
    void oneLabelAloneIsNoChoice() {
        // Given
        List<Label> one = List.of(new Label("billing", "Invoices", List.of()));

        // When / Then
        assertThatThrownBy(() -> LocalClassifier.learn(one, Models.MINI_LM))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoLabelsOfOneNameAreRefused() {
        // Given
        Label label = new Label("billing", "Invoices", List.of());

        // When / Then
        assertThatThrownBy(() -> LocalClassifier.learn(List.of(label, label), Models.MINI_LM))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("billing");
    }

    private static double accuracy(LocalClassifier classifier) {
        return HelpdeskLabels.UNSEEN.entrySet().stream()
                .mapToInt(text ->
                        classifier.classify(text.getKey()).value().label().equals(text.getValue()) ? 1 : 0)
                .average()
                .orElseThrow();
    }
}

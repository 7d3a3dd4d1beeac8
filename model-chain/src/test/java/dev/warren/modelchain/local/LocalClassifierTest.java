package dev.warren.modelchain.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocalClassifierTest {

    private static final SentenceEmbedder EMBEDDER = SentenceEmbedder.miniLm();

    @Test
    void descriptionsAloneAreEnough() {
        // Given
        LocalClassifier classifier = LocalClassifier.learn(
                List.of(
                        new Label("billing", "Invoices, charges and payment problems", List.of()),
                        new Label("shipping", "Where a parcel is and when it arrives", List.of())),
                EMBEDDER);

        // When
        var answer = classifier.classify("I was charged twice for one order");

        // Then
        assertThat(answer.value().label()).isEqualTo("billing");
        assertThat(answer.tokens()).isPositive();
    }
}

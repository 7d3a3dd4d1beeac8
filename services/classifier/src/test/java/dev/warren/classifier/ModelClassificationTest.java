package dev.warren.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.warren.classifier.label.Classification;
import dev.warren.classifier.label.Classification.Alternative;
import dev.warren.classifier.label.Label;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.provider.Answer;
import dev.warren.modelchain.provider.ReaskException;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelClassificationTest {

    private static final List<Label> LABELS =
            List.of(new Label("billing", "Invoices", List.of()), new Label("refund", "Money back", List.of()));

    @Test
    void aLabelOfTheVocabularyIsAnAnswer() {
        // When
        Answer answer = new ModelClassification("refund", new BigDecimal("0.98765"), "It says so.").within(LABELS);

        // Then
        assertThat(answer.output()).isEqualTo(new Classification("refund", new BigDecimal("0.9876"), List.of()));
        assertThat(answer.explanation()).isEqualTo("It says so.");
    }

    @Test
    void anOutputIsWhatItsPublishedSchemaSays() {
        // Given
        List<Alternative> others = List.of(new Alternative("billing", new BigDecimal("0.1")));
        Output output = new Classification("refund", new BigDecimal("0.9"), others);

        // When / Then
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of("classpath:dev/warren/contracts/v1/classification.schema.json"))
                        .validate(new ObjectMapper().valueToTree(output)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Refund", "REFUND", " refund", "\nReFund\t"})
    void aLabelThatOnlyOneIsLikeIsThatOne(String label) {
        // When
        Answer answer = new ModelClassification(label, BigDecimal.ONE, "").within(LABELS);

        // Then
        assertThat(((Classification) answer.output()).label()).isEqualTo("refund");
    }

    @Test
    void aLabelThatTwoAreLikeIsTheOneThatIsTheSameOrNone() {
        // Given
        List<Label> alike = List.of(new Label("A", "", List.of()), new Label("a", "", List.of()));

        // When
        Answer answer = new ModelClassification("a", BigDecimal.ONE, "").within(alike);

        // Then
        assertThat(((Classification) answer.output()).label()).isEqualTo("a");
        assertThatThrownBy(() -> new ModelClassification(" a", BigDecimal.ONE, "").within(alike))
                .isInstanceOf(ReaskException.class);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "refunds", "re fund", "none of them"})
    void anyOtherLabelIsNone(String label) {
        assertThatThrownBy(() -> new ModelClassification(label, BigDecimal.ONE, "").within(LABELS))
                .isInstanceOf(ReaskException.class)
                .hasMessageContaining("label");
    }

    @Timeout(10)
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"-0.1", "1.01", "93", "1e-600000000", "1e600000000"})
    void aConfidenceThatIsNoShareIsNone(BigDecimal confidence) {
        assertThatThrownBy(() -> new ModelClassification("refund", confidence, "").within(LABELS))
                .isInstanceOf(ReaskException.class)
                .hasMessageContaining("confidence");
    }
}

package dev.warren.summarizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.warren.modelchain.provider.ReaskException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelSummaryTest {

    @Test
    void aSummaryWithinTheLimitIsAnAnswer() {
        assertThat(new ModelSummary(" Two words ").within(2).output())
                .isEqualTo(new Summary("Two words", SummaryMethod.ABSTRACTIVE));
    }

    @Test
    void anOutputIsWhatItsPublishedSchemaSays() {
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of("classpath:dev/warren/contracts/v1/summary.schema.json"))
                        .validate(new ObjectMapper()
                                .valueToTree(
                                        new ModelSummary("Two words").within(2).output())))
                .isEmpty();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " \n"})
    void anEmptySummaryIsNone(String summary) {
        assertThatThrownBy(() -> new ModelSummary(summary).within(2))
                .isInstanceOf(ReaskException.class)
                .hasMessage("the summary is empty.");
    }

    @ParameterizedTest
    @MethodSource
    void aSummaryThatIsTooLongIsNone(String summary) {
        assertThatThrownBy(() -> new ModelSummary(summary).within(2))
                .isInstanceOf(ReaskException.class)
                .hasMessage("the summary has more than 2 words.");
    }

    static Stream<String> aSummaryThatIsTooLongIsNone() {
        return Stream.of("One two three", "Onetwothree".repeat(100_000));
    }
}

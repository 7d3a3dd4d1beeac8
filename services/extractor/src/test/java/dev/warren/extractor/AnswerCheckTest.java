package dev.warren.extractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.warren.extractor.text.Location;
import dev.warren.modelchain.provider.ReaskException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswerCheckTest {

    private static final String TEXT = "🧾 Invoice INV-4711\n\nTotal: 1,250.50 EUR until 1 December 2026\nChair, Table";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private static final String SCHEMA = """
            schema:
              required: [number]
              properties:
                number: {type: string, pattern: '^INV-[0-9]+$', locate: true}
                total: {type: number, minimum: 0, locate: true}
                due: {type: string, format: date, locate: true}
                currency: {enum: [EUR, USD]}
                goods: {type: array, maxItems: 2, items: {type: string, locate: true}}
            """;

    private final AnswerCheck check = new AnswerCheck(SettingsText.rules(SCHEMA));
    private final AnswerCheck omitting = new AnswerCheck(SettingsText.rules("unlocated: omit\n" + SCHEMA));

    @Test
    void valuesAreTakenAndLocatedInCodePointsHoweverTheTextWritesThem() {
        // When
        Extraction answer = check("""
                {"number":"INV-4711","total":1250.5,"due":"2026-12-01","currency":"EUR","goods":["chair"],"note":null,"other":1}
                """);

        // Then
        assertThat(answer.fields()).isEqualTo(json("""
                {"number":"INV-4711","total":1250.5,"due":"2026-12-01","currency":"EUR","goods":["chair"]}"""));
        assertThat(answer.locations())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "/number", new Location(10, 18),
                        "/total", new Location(27, 35),
                        "/due", new Location(46, 61),
                        "/goods/0", new Location(62, 67)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                        | required",
                "{\"number\":7}                                            | /number (type)",
                "{\"number\":\"4711\"}                                     | /number (pattern)",
                "{\"number\":\"INV-4711\",\"total\":-1}                    | /total (minimum)",
                "{\"number\":\"INV-4711\",\"due\":\"1 December 2026\"}     | /due (format)",
                "{\"number\":\"INV-4711\",\"currency\":\"JPY\"}            | /currency (enum)",
                "{\"number\":\"INV-4711\",\"goods\":[\"a\",\"b\",\"c\"]}   | /goods (maxItems)",
                "{\"number\":\"INV-4711\\u0000\"}                          | cannot be stored",
                "{\"number\":\"INV-4711\",\"total\":1e600000000}           | cannot be stored",
                "{\"number\":\"INV-471\"}                                  | not in the text, letter for letter: /number",
                "{\"number\":\"INV-4711\",\"goods\":[\"Chair\",\"Lamp\"]}  | not in the text, letter for letter: /goods/1"
            })
    void whatIsNotAsTheSchemaSaysIsAskedForAgainByItsName(String said, String fault) {
        assertThatThrownBy(() -> check(said)).isInstanceOf(ReaskException.class).hasMessageContaining(fault);
    }

    @Test
    void whatIsNotInTheTextIsLeftOutTheSecondTimeWhereTheSettingsSaySo() {
        // Given
        ObjectNode said = json("{\"number\":\"INV-4711\",\"total\":99,\"goods\":[\"Lamp\",\"Table\"]}");

        // When
        Extraction answer = (Extraction) omitting.check(said, TEXT, true).output();

        // Then
        assertThat(answer.fields()).isEqualTo(json("{\"number\":\"INV-4711\",\"goods\":[\"Table\"]}"));
        assertThat(answer.locations()).containsOnlyKeys("/number", "/goods/0");
        assertThatThrownBy(() -> omitting.check(said, TEXT, false)).isInstanceOf(ReaskException.class);
        assertThatThrownBy(() -> check.check(said, TEXT, true)).isInstanceOf(ReaskException.class);
        assertThatThrownBy(() -> omitting.check(json("{\"number\":\"INV-1\"}"), TEXT, true))
                .isInstanceOf(ReaskException.class);
    }

    @Timeout(5)
    @Test
    void anExpressionThatWouldTakeForEverTakesAMoment() {
        // Given
        AnswerCheck evil = new AnswerCheck(
                SettingsText.rules("schema: {properties: {x: {type: string, pattern: '^(a+)+$', maxLength: 10000}}}"));

        // When / Then
        assertThatThrownBy(() -> evil.check(json("{\"x\":\"" + "a".repeat(9_000) + "!\"}"), "", false))
                .isInstanceOf(ReaskException.class);
    }

    @Test
    void anOutputIsWhatItsPublishedSchemaSays() {
        // Given
        Extraction answer = check("{\"number\":\"INV-4711\",\"total\":1250.50}");

        // When / Then
        assertThat(JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of("classpath:dev/warren/contracts/v1/extraction.schema.json"))
                        .validate(JSON.valueToTree(answer)))
                .isEmpty();
    }

    private Extraction check(String said) {
        return (Extraction) check.check(json(said), TEXT, false).output();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

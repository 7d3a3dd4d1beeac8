package dev.warren.extractor.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.warren.extractor.schema.FieldType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1234       | 1234",
                "1234.5     | 1234.5",
                "12,5       | 12.5",
                "1,234.50   | 1234.50",
                "1.234,50   | 1234.50",
                "1'234'567  | 1234567",
                "1,234      | 1234 1.234",
                "-7         | -7",
                "1.2.3      | ",
                "1,234,56.7 | "
            })
    void aNumberIsReadHoweverItIsWritten(String text, String readings) {
        // When
        List<BigDecimal> read = NumberMentions.of("It is " + text + ".").stream()
                .flatMap(mention -> mention.readings().stream())
                .toList();

        // Then
        assertThat(read)
                .isEqualTo(
                        readings == null
                                ? List.of()
                                : Stream.of(readings.split(" "))
                                        .map(BigDecimal::new)
                                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-12-01         | 2026-12-01",
                "01.12.2026         | 2026-12-01",
                "1.12.26            | 2026-12-01",
                "1 December 2026    | 2026-12-01",
                "1st of Dec 2026    | 2026-12-01",
                "September 30, 2026 | 2026-09-30",
                "Sept. 30 2026      | 2026-09-30",
                "12/31/2026         | 2026-12-31",
                "12/01/2026         | 2026-01-12 2026-12-01",
                "2026-02-30         | ",
                "31.02.2026         | "
            })
    void aDateIsReadHoweverItIsWritten(String text, String readings) {
        // When
        List<LocalDate> read = DateMentions.of("Until " + text + ".").stream()
                .flatMap(mention -> mention.readings().stream())
                .toList();

        // Then
        assertThat(read)
                .isEqualTo(
                        readings == null
                                ? List.of()
                                : Stream.of(readings.split(" "))
                                        .map(LocalDate::parse)
                                        .toList());
    }

    @Test
    void wordsAreFoundWhateverTheirCaseAndTheSpaceBetweenThemAndNotInsideOfOthers() {
        // Given
        ValueLocator locator = new ValueLocator("Annabel, ANNA\n  Karenina");

        // When / Then
        assertThat(locator.find(TextNode.valueOf("Anna Karenina"), FieldType.STRING))
                .contains(new Location(9, 24));
        assertThat(locator.find(TextNode.valueOf("anna"), FieldType.STRING)).contains(new Location(9, 13));
        assertThat(locator.find(TextNode.valueOf("Bel"), FieldType.STRING)).isEmpty();
        assertThat(locator.find(TextNode.valueOf(" "), FieldType.STRING)).isEmpty();
    }

    @Timeout(5)
    @ParameterizedTest
    @ValueSource(strings = {"1.", "1,234.", "1 jan", "12/", "-", "1'1"})
    void aHostileTextTakesAMoment(String part) {
        // Given
        String text = part.repeat(100_000);

        // When / Then
        assertThat(NumberMentions.of(text)).isNotNull();
        assertThat(DateMentions.of(text)).isNotNull();
        assertThat(new ValueLocator(text).find(TextNode.valueOf("x"), FieldType.STRING))
                .isEmpty();
    }
}

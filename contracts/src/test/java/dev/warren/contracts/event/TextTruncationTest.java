package dev.warren.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTruncationTest {

    @ParameterizedTest
    @CsvSource({"abcdef, abcdef", "abcdefg, abc...", "ab\uD83D\uDE00efg, ab...", "a\uD83D\uDE00efgh, a\uD83D\uDE00..."})
    void textIsCutBetweenCharacters(String text, String bounded) {
        assertThat(TextTruncation.bounded(text, 6)).isEqualTo(bounded);
    }

    @ParameterizedTest
    @CsvSource(value = "null, ''", nullValues = "null")
    void nothingIsEmptyText(String text, String bounded) {
        assertThat(TextTruncation.bounded(text, 6)).isEqualTo(bounded);
    }
}

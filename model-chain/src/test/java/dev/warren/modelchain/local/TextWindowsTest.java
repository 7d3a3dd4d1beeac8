package dev.warren.modelchain.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.testing.Models;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextWindowsTest {

    @Test
    void nothingIsLostAndNoWordIsCut() {
        // Given
        String text = "every word arrives whole ".repeat(100);

        // When
        List<String> windows = TextWindows.of(text);

        // Then
        assertThat(String.join("", windows)).isEqualTo(text);
        assertThat(windows).allSatisfy(window -> {
            assertThat(window.length()).isBetween(TextWindows.LENGTH / 2, TextWindows.LENGTH);
            assertThat(window.strip().split(" ")).containsOnly("every", "word", "arrives", "whole");
        });
    }

    @Test
    void theModelReadsAWindowToItsEnd() {
        // Given
        String text =
                "On 20 November order 4711-22 was sent to Mrs. Müller-Lüdenscheidt in Bergisch Gladbach by courier. "
                        .repeat(20);

        // When
        List<Integer> tokens = TextWindows.of(text).stream()
                .map(window -> Models.MINI_LM.embed(window).tokens())
                .toList();

        // Then
        assertThat(tokens).allSatisfy(count -> assertThat(count).isLessThan(126));
    }

    @Test
    void charactersOfTwoHalvesAreNotTornApart() {
        // Given
        String text = "x" + "😀".repeat(1_000);

        // When
        List<String> windows = TextWindows.of(text);

        // Then
        assertThat(String.join("", windows)).isEqualTo(text);
        assertThat(windows).noneMatch(window -> Character.isLowSurrogate(window.charAt(0)));
    }

    @Test
    void anEndlessTextHasABoundedNumber() {
        // Given
        String text = "word ".repeat(100_000);

        // When
        List<String> windows = TextWindows.of(text);

        // Then
        assertThat(windows).hasSize(TextWindows.MAX);
    }
}

package dev.warren.summarizer.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SentenceSplitterTest {

    private final SentenceSplitter splitter = new SentenceSplitter();

    @Test
    void aDotInsideANameOrANumberEndsNothing() {
        // Given
        String text = "Mr. Brown paid 11.2 million dollars. Nobody knows why!";

        // When
        List<String> sentences = splitter.split(text);

        // Then
        assertThat(sentences).containsExactly("Mr. Brown paid 11.2 million dollars.", "Nobody knows why!");
    }

    @Test
    void headingsAndListItemsStandForThemselves() {
        // Given
        String text = "Release notes\nThe app is faster now.\n- new icons\n- fewer crashes\n\nThank you.";

        // When
        List<String> sentences = splitter.split(text);

        // Then
        assertThat(sentences)
                .containsExactly(
                        "Release notes", "The app is faster now.", "- new icons", "- fewer crashes", "Thank you.");
    }

    @Test
    void linesThatWereBrokenToFitAWidthAreJoined() {
        // Given
        String text =
                "On Wednesday the shop was not available to most of our customers in\r\nPortugal and in Brazil, because a"
                        + " table was\r\nincomplete. It was repaired.";

        // When
        List<String> sentences = splitter.split(text);

        // Then
        assertThat(sentences)
                .containsExactly(
                        "On Wednesday the shop was not available to most of our customers in Portugal and in Brazil, because a"
                                + " table was incomplete.",
                        "It was repaired.");
    }

    @Test
    void aLongHeadingAboveLongParagraphsIsNotJoined() {
        // Given
        String heading = "Contract summary: framework agreement with a supplier (packaging)";
        String paragraph =
                "This summary is meant for purchasing and operations, and it does not replace the agreement that"
                        + " was signed in March.";

        // When
        List<String> sentences = splitter.split(heading + "\n" + paragraph);

        // Then
        assertThat(sentences).containsExactly(heading, paragraph);
    }

    @Test
    void ideographicStopsEndSentences() {
        // Given
        String text = "荷物が届きません。いつ届きますか？";

        // When
        List<String> sentences = splitter.split(text);

        // Then
        assertThat(sentences).containsExactly("荷物が届きません。", "いつ届きますか？");
    }

    @Test
    void aBlankTextHasNoSentences() {
        // Given
        String blank = " \n\t\n";

        // When
        List<String> sentences = splitter.split(blank);

        // Then
        assertThat(sentences).isEmpty();
    }
}

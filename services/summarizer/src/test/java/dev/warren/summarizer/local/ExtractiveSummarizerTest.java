package dev.warren.summarizer.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.warren.modelchain.local.TokenCounted;
import dev.warren.modelchain.testing.Models;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractiveSummarizerTest {

    private static final List<String> REPORT = List.of(
            "The checkout of the shop was unavailable for fifty-five minutes on Wednesday evening.",
            "Customers in all regions saw an error after the delivery step and could not pay.",
            "The weather in the region was unusually mild for the season.",
            "The cause was an upgrade of the tax service, which rejected valid postal codes.",
            "The table of postal codes had been generated from an old export.",
            "Because of the upgrade of the tax service, valid postal codes were rejected.",
            "The upgrade was rolled back at half past seven, and payments worked again.",
            "About eleven hundred purchases were lost, of which six hundred were repeated later.",
            "From now on the table is compared with the national registers before each upgrade.");
    private static final String TEXT = "Hello everybody,\n\n" + String.join(" ", REPORT) + "\n\nBest regards";

    private final ExtractiveSummarizer summarizer = new ExtractiveSummarizer(Models.MINI_LM);

    @ParameterizedTest
    @CsvSource({"1, 100", "2, 40", "3, 30", "4, 120", "9, 15", "100, 60"})
    void onlyWholeSentencesInTheirOrderWithinBothLimits(int maxSentences, int maxWords) {
        // Given
        String text = TEXT;

        // When
        String summary = summarizer.summarize(text, maxSentences, maxWords).value();

        // Then
        List<String> chosen = REPORT.stream().filter(summary::contains).toList();
        assertThat(summary).isEqualTo(String.join(" ", chosen));
        assertThat(chosen).hasSizeBetween(1, maxSentences);
        assertThat(summary.split(" ")).hasSizeLessThanOrEqualTo(maxWords);
    }

    @Test
    void whatMattersIsInAndWhatWasSaidOrIsBesideThePointIsNot() {
        // Given
        String aside = REPORT.get(2);

        // When
        String summary = summarizer.summarize(TEXT, 4, 120).value();

        // Then
        assertThat(summary).contains("checkout of the shop was unavailable").doesNotContain(aside);
        assertThat(summary.contains(REPORT.get(3)) && summary.contains(REPORT.get(5)))
                .as("the cause is told once")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"One sentence.", "no punctuation at all", "First. Second.", "Überraschung! Ça va ?", "x"})
    void aShortTextIsReturnedAsItIs(String text) {
        // Given
        int roomy = 50;

        // When
        TokenCounted<String> summary = summarizer.summarize(text, 2, roomy);

        // Then
        assertThat(summary).isEqualTo(new TokenCounted<>(text, 0));
    }

    @Test
    void aBlankTextHasAnEmptySummary() {
        // Given
        String blank = " \n ";

        // When
        TokenCounted<String> summary = summarizer.summarize(blank, 3, 50);

        // Then
        assertThat(summary).isEqualTo(new TokenCounted<>("", 0));
    }

    @Test
    void aSentenceThatIsTooLongForItselfIsCutAfterAWord() {
        // Given
        String endless = IntStream.range(0, 500).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));

        // When
        String summary = summarizer.summarize(endless, 3, 10).value();

        // Then
        assertThat(summary).isEqualTo("word0 word1 word2 word3 word4 word5 word6 word7 word8 word9…");
    }

    @Test
    void textWithoutSpacesIsCutToo() {
        // Given
        String japanese = "荷物".repeat(500);

        // When
        String summary = summarizer.summarize(japanese, 3, 10).value();

        // Then
        assertThat(summary).isEqualTo("荷物".repeat(5) + "…");
    }

    @Test
    void linesWithoutPunctuationAreSelectedFromWhenThereIsNothingElse() {
        // Given
        String list = IntStream.range(0, 20)
                .mapToObj(i -> "- item number " + i + " of the list of open questions")
                .collect(Collectors.joining("\n"));

        // When
        String summary = summarizer.summarize(list, 2, 50).value();

        // Then
        assertThat(summary).startsWith("- item number 0 of").contains(" - item number ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "荷物が届きません。いつ届きますか？とても困っています。返事をください。",
                "Die Ware kam zu spät. Der Karton war nass. Ich möchte mein Geld zurück. Bitte antworten Sie bald.",
                "الطرد لم يصل. أين هو؟ أريد استرداد المبلغ. شكرا لكم.",
                "\ud800. \ud800! \ud800? \u200b."
            })
    void otherLanguagesAreSummarizedWithinTheLimits(String text) {
        // Given
        int maxSentences = 2;

        // When
        String summary = summarizer.summarize(text, maxSentences, 60).value();

        // Then
        assertThat(summary).isNotBlank().hasSizeLessThan(text.length());
    }

    @Test
    void twentyThousandWordsTakeBoundedTime() {
        // Given
        String huge = IntStream.range(0, 1_600)
                .mapToObj(i -> "Paragraph " + i + " explains in some detail what happened on day " + i + ".")
                .collect(Collectors.joining(" "));

        // When
        TokenCounted<String> summary = assertTimeout(Duration.ofSeconds(60), () -> summarizer.summarize(huge, 4, 120));

        // Then
        assertThat(summary.value()).startsWith("Paragraph 0 explains");
        assertThat(summary.tokens()).isLessThan(200 * 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", ". ", " ", "\n", ".\n", "a ", "?!", "\u3002", "\ud83d\ude00", "\"", "a\n"})
    void noPatternMakesTheWorkGrowWithoutBounds(String pattern) {
        // Given
        String hostile = pattern.repeat(100_000 / pattern.length()) + "x";

        // When
        TokenCounted<String> summary =
                assertTimeout(Duration.ofSeconds(60), () -> summarizer.summarize(hostile, 4, 120));

        // Then
        assertThat(summary.value()).hasSizeLessThanOrEqualTo(120 * 51 + 1);
    }

    @Test
    void theSameTextGetsTheSameSummary() {
        // Given
        TokenCounted<String> first = summarizer.summarize(TEXT, 3, 60);

        // When
        TokenCounted<String> second = new ExtractiveSummarizer(Models.MINI_LM).summarize(TEXT, 3, 60);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.tokens()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0, 10", "10, 0"})
    void limitsWithoutRoomAreRefused(int maxSentences, int maxWords) {
        // Given
        String text = TEXT;

        // When / Then
        assertThatThrownBy(() -> summarizer.summarize(text, maxSentences, maxWords))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

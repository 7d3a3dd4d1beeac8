package dev.warren.costledger.prices;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceBookTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant JUNE = Instant.parse("2026-06-01T00:00:00Z");
    private static final Rates RATES = new Rates(BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ONE);

    @ParameterizedTest
    @CsvSource({
        "primary, gpt-4o-mini, primary/gpt-4o-mini",
        "PRIMARY, GPT-4o-Mini, primary/gpt-4o-mini",
        "primary, gpt-4o-mini-2024-07-18, primary/gpt-4o-mini",
        "primary, gpt-4o-2024-08-06, primary/gpt-4*",
        "secondary, gpt-4o-mini, */gpt-4o-mini",
        "secondary, gpt-4o-2024-08-06, */gpt-4o-2024-08-06",
        "secondary, gpt-4o-20240513, */gpt-4o",
        "secondary, gpt-4o@20240513, */gpt-4o",
        "secondary, gpt-4o-audio, */gpt-4o-*",
        "secondary, gpt-4-0613, */gpt-*",
        "local, whatever, local/*",
        "local, gpt-4o, local/*",
    })
    void theMostSpecificPriceWins(String provider, String model, String winner) {
        // Given
        PriceBook book = shuffled(
                row("primary", "gpt-4o-mini"),
                row("primary", "gpt-4*"),
                row("*", "gpt-4o-mini"),
                row("*", "gpt-4o-2024-08-06"),
                row("*", "gpt-4o"),
                row("*", "gpt-4o-*"),
                row("*", "gpt-*"),
                row("local", "*"));

        // When
        Price found = book.find(provider, model, null, JUNE).orElseThrow().price();

        // Then
        assertThat(found.provider() + "/" + found.model()).isEqualTo(winner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-4", "gpt-4o-mini", "gpt-4o-latest", "gpt-4o-0513", "gpt-4o-2024-13", "o", ""})
    void nothingIsGuessedForAModelThatNoRowCovers(String model) {
        // Given
        PriceBook book = shuffled(row("*", "gpt-4o"), row("primary", "*"));

        // Then
        assertThat(book.find("secondary", model, null, JUNE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "openai/gpt-4o-mini, gpt-4o-mini",
        "OpenRouter/OpenAI/gpt-4o-mini-2024-07-18, gpt-4o-mini",
        "azure/gpt-4o, azure/gpt-4o",
        "gpt-4o, azure/gpt-4o",
        "openai/gpt-4.1-nano, gpt-4.1*",
        "Llama-3, meta-llama/llama-3",
    })
    void whatIsWrittenBeforeANameMakesNoOtherModel(String called, String winner) {
        // Given
        PriceBook book = shuffled(
                row("*", "gpt-4o-mini"),
                row("*", "azure/gpt-4o"),
                row("*", "gpt-4.1*"),
                row("*", "meta-llama/llama-3"));

        // Then
        assertThat(book.find("primary", called, null, JUNE)
                        .orElseThrow()
                        .price()
                        .model())
                .isEqualTo(winner);
        assertThat(book.find("primary", "openai/gpt-4o", null, JUNE)).isEmpty();
    }

    @Test
    void theNameThatIsWrittenAsTheCallWritesItWins() {
        // Given
        PriceBook book = shuffled(row("*", "m"), row("*", "eu/m"), row("*", "us/m"));

        // Then
        assertThat(book.find("primary", "m", null, JUNE).orElseThrow().price().model())
                .isEqualTo("m");
        assertThat(book.find("primary", "us/m", null, JUNE)
                        .orElseThrow()
                        .price()
                        .model())
                .isEqualTo("us/m");
        assertThat(book.find("primary", "apac/m", null, JUNE)
                        .orElseThrow()
                        .price()
                        .model())
                .isEqualTo("m");
    }

    @Test
    void theRowThatWasValidAtTheTimeOfTheCallCounts() {
        // Given
        PriceBook book = shuffled(row("*", "m", JANUARY), row("*", "m", JUNE), row("*", "m*", JANUARY));

        // Then
        assertThat(validity(book, JUNE)).isEqualTo(JUNE);
        assertThat(validity(book, JUNE.plusSeconds(1))).isEqualTo(JUNE);
        assertThat(validity(book, JUNE.minusNanos(1))).isEqualTo(JANUARY);
        assertThat(book.find("p", "m", null, JANUARY.minusNanos(1))).isEmpty();
    }

    @Test
    void anyRowOfTheOwnListComesBeforeTheShippedList() {
        // Given
        PriceRow own = PriceRow.first(PriceOrigin.OWN, price("*", "gpt-*", JUNE));
        PriceRow shipped = PriceRow.first(PriceOrigin.SHIPPED, price("primary", "gpt-4o", JANUARY));
        PriceBook book = shuffled(shipped, own);

        // Then
        assertThat(book.find("primary", "gpt-4o", null, JUNE)).containsSame(own);
        assertThat(book.find("primary", "gpt-4o", null, JANUARY)).containsSame(shipped);
    }

    private static Instant validity(PriceBook book, Instant at) {
        return book.find("p", "m", null, at).orElseThrow().price().validFrom();
    }

    private static PriceBook shuffled(PriceRow... rows) {
        List<PriceRow> list = new ArrayList<>(List.of(rows));
        Collections.shuffle(list, new Random(7));
        return new PriceBook(list);
    }

    private static PriceRow row(String provider, String model) {
        return row(provider, model, JANUARY);
    }

    private static PriceRow row(String provider, String model, Instant validFrom) {
        return PriceRow.first(PriceOrigin.SHIPPED, price(provider, model, validFrom));
    }

    private static Price price(String provider, String model, Instant validFrom) {
        return new Price(provider, model, Price.ANY, validFrom, "USD", RATES, "", Price.STANDARD);
    }
}

package dev.warren.costledger.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceCsvTest {

    @Test
    void everyColumnIsRead() throws IOException {
        // Given
        String csv = "# taken today\n\n" + PriceBooks.HEADER
                + "Primary, GPT-4o ,2026-01-31,USD,2.50,1.25,10,\"a \"\"list\"\", dated\"\n";

        // When
        List<Price> prices = read(csv);

        // Then
        Rates rates = new Rates(new BigDecimal("2.5"), new BigDecimal("1.25"), BigDecimal.TEN);
        assertThat(prices)
                .containsExactly(new Price(
                        "primary",
                        "gpt-4o",
                        "*",
                        Instant.parse("2026-01-31T00:00:00Z"),
                        "USD",
                        rates,
                        "a \"list\", dated",
                        Price.STANDARD));
    }

    @Test
    void cachedInputWithoutARateCostsWhatInputCosts() throws IOException {
        // When
        List<Price> prices = read(PriceBooks.HEADER + "*,m,2026-01-01,USD,2.50,,10,\n");

        // Then
        assertThat(prices.getFirst().rates().standard().cachedInput()).isEqualByComparingTo("2.5");
    }

    @Test
    void everySpecialColumnIsRead() throws IOException {
        // When
        List<Price> prices = read(PriceBooks.SPECIAL_HEADER
                + "*,m,emea,2026-01-01,USD,1,2,3,4,5,0.5,200000,6,7,8,9,10\n"
                + "*,m,,2026-01-01,USD,1,,,4,,,200000,6,,,9,\n");

        // Then
        assertThat(prices.getFirst().team()).isEqualTo("emea");
        assertThat(prices.getFirst().rates())
                .isEqualTo(new Rates(
                        tokenRates(1, 2, 3, 4, 5), new BigDecimal("0.5"), 200_000L, tokenRates(6, 7, 8, 9, 10)));
        assertThat(prices.getLast().team()).isEqualTo("*");
        assertThat(prices.getLast().rates())
                .isEqualTo(new Rates(tokenRates(1, 1, 1, 4, 4), BigDecimal.ONE, 200_000L, tokenRates(6, 6, 6, 9, 9)));
    }

    @Test
    void aMisspeltColumnIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read("provider,model,valid_from,currency,input_per_milion\n*,m,2026-01-01,USD,1\n"))
                .withMessageStartingWith("list.csv, line 2: the header has input_per_milion, which is none of");
    }

    @Test
    void ratesForLongRequestsNeedToKnowWhatIsLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(PriceBooks.SPECIAL_HEADER + "*,m,,2026-01-01,USD,1,,,4,,,,6,,,9,\n"))
                .withMessageContaining("long_context_above is missing");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "',m,2026-01-01,USD,1,1,1,', provider",
                "'a*,m,2026-01-01,USD,1,1,1,', provider",
                "'*,m*n,2026-01-01,USD,1,1,1,', model",
                "'*,m,01.02.2026,USD,1,1,1,', 01.02.2026",
                "'*,m,2026-01-01,usd,1,1,1,', currency",
                "'*,m,2026-01-01,USD,-1,1,1,', input_per_million",
                "'*,m,2026-01-01,USD,1,1e3,1,', cached_input_per_million",
                "'*,m,2026-01-01,USD,1,1,,', output_per_million",
                "'*,m,2026-01-01', currency",
                "'*,good,2026-01-01,USD,2,2,2,', earlier line",
            })
    void aFaultIsNamedWithItsLine(String line, String fault) {
        // Given
        String csv = "# comment\n" + PriceBooks.HEADER + "*,good,2026-01-01,USD,1,1,1,\n" + line + "\n"
                + "*,other,2026-01-01,USD,1,1,1,\n";

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(csv))
                .withMessageStartingWith("list.csv, line 4: ")
                .withMessageContaining(fault);
    }

    @Test
    void theShippedListIsReadable() throws IOException {
        // When
        List<Price> prices;
        try (Reader csv =
                new InputStreamReader(PriceCsvTest.class.getResourceAsStream("/prices.csv"), StandardCharsets.UTF_8)) {
            prices = PriceCsv.read("prices.csv", csv);
        }

        // Then
        assertThat(prices).hasSizeGreaterThanOrEqualTo(25);
        assertThat(prices)
                .allMatch(price -> price.rates().isFree() == price.provider().equals("local"));
    }

    private static TokenRates tokenRates(int input, int cached, int write, int output, int reasoning) {
        return new TokenRates(
                BigDecimal.valueOf(input),
                BigDecimal.valueOf(cached),
                BigDecimal.valueOf(write),
                BigDecimal.valueOf(output),
                BigDecimal.valueOf(reasoning));
    }

    private static List<Price> read(String csv) throws IOException {
        return PriceCsv.read("list.csv", new StringReader(csv));
    }
}

package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    20                              | PT20S
                    0.5                             | PT0.5S
                    3.5                             | PT3.5S
                    Fri, 20 Nov 2026 10:01:30 GMT   | PT1M30S
                    Friday, 20-Nov-26 10:01:30 GMT  | PT1M30S
                    Fri Nov 20 10:01:30 2026        | PT1M30S
                    2026-11-20T10:01:30Z            | PT1M30S
                    2026-11-20T11:01:30.5+01:00     | PT1M30.5S
                    1763632890                      | PT-8759H-58M-30S
                    1795168890                      | PT1M30S
                    1795168890000                   | PT1M30S
                    1s                              | PT1S
                    20ms                            | PT0.02S
                    6m0s                            | PT6M
                    1m30.5s                         | PT1M30.5S
                    1h2m3s                          | PT1H2M3S
                    2d                              | PT48H
                    250us                           | PT0.00025S
                    """)
    void everyFormIsRead(String value, Duration wait) {
        assertThat(RetryAfterHeader.read(" " + value + " ", NOW))
                .isEqualTo(Optional.of(wait).filter(Duration::isPositive));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-5",
                "Fri, 20 Nov 2026 09:59:59 GMT",
                "soon",
                "",
                "99999999999999999999",
                "1e600000000",
                "0.0",
                "5 minutes",
                "s",
                "\u00ff",
                "NaN"
            })
    void whatHasPassedOrMeansNothingIsNoReasonToWait(String value) {
        assertThat(RetryAfterHeader.read(value, NOW)).isEmpty();
    }

    @Test
    void whatTheServerAsksForGoesBeforeTheEndOfALimit() {
        assertThat(in("retry-after-ms", "1500", "retry-after", "2", "x-ratelimit-reset-tokens", "6m0s"))
                .isEqualTo(Duration.ofMillis(1500));
        assertThat(in("retry-after", "2", "x-ratelimit-reset-tokens", "6m0s")).isEqualTo(Duration.ofSeconds(2));
        assertThat(in("retry-after", "0", "x-ratelimit-reset-tokens", "6m0s")).isNull();
        assertThat(in("retry-after", "soon", "x-ratelimit-reset-tokens", "6m0s"))
                .isEqualTo(Duration.ofMinutes(6));
        assertThat(in("x-ms-retry-after-ms", "20.5")).isEqualTo(Duration.ofNanos(20_500_000));
    }

    @Test
    void theLimitThatIsUsedUpDecides() {
        assertThat(in(
                        "x-ratelimit-reset-requests", "1s",
                        "x-ratelimit-remaining-requests", "0",
                        "x-ratelimit-reset-tokens", "6m0s",
                        "x-ratelimit-remaining-tokens", "1000"))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(in("x-ratelimit-reset-requests", "1s", "x-ratelimit-reset-tokens", "20ms"))
                .isEqualTo(Duration.ofSeconds(1));
        assertThat(in("x-ratelimit-reset", "1795168890000", "x-ratelimit-remaining", "0"))
                .isEqualTo(Duration.ofSeconds(90));
        assertThat(in("x-ratelimit-reset", "30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(in("anthropic-ratelimit-tokens-reset", "2026-11-20T10:00:07Z"))
                .isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void withoutAHeaderThereIsNothingToWaitFor() {
        assertThat(in()).isNull();
    }

    private static Duration in(String... headers) {
        Map<String, String> byName = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            byName.put(headers[i], headers[i + 1]);
        }
        return RetryAfterHeader.in(byName::get, NOW).orElse(null);
    }
}

package dev.warren.cli.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "PT0S, 0 s",
        "PT59.9S, 59 s",
        "PT1M, 1 min",
        "PT59M59S, 59 min",
        "PT1H, 1 h 0 min",
        "PT3H20M, 3 h 20 min",
        "PT24H, 1 d 0 h",
        "PT52H, 2 d 4 h",
        "PT-5S, 0 s"
    })
    void theTwoLargestUnitsAreShown(Duration age, String shown) {
        assertThat(Age.of(NOW.minus(age), NOW)).isEqualTo(shown);
    }

    @Test
    void whatNobodyKnowsIsEmpty() {
        assertThat(Age.of(null, NOW)).isEmpty();
    }
}

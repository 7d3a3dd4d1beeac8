package dev.warren.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PastTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "now, 2026-11-20T18:00:00Z",
        "2026-11-19T10:00:00Z, 2026-11-19T10:00:00Z",
        "2026-11-19T11:00:00+01:00, 2026-11-19T10:00:00Z",
        "2026-11-19, 2026-11-19T00:00:00Z",
        "30s, 2026-11-20T17:59:30Z",
        "30m, 2026-11-20T17:30:00Z",
        "24h, 2026-11-19T18:00:00Z",
        "7d, 2026-11-13T18:00:00Z"
    })
    void momentsAreReadAsPeopleWriteThem(String text, Instant moment) {
        assertThat(PastTime.of(text, NOW)).isEqualTo(moment);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "5", "-1h", "2026-13-01", "2026-11-19T10:00:00"})
    void whatCanBeReadInTwoWaysOrNoneIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PastTime.of(text, NOW))
                .withMessageContaining("24h (ago)");
    }
}

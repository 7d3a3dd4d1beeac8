package dev.warren.cli.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FutureTimeTest {

    private static final Instant NOW = Instant.parse("2026-11-20T18:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "30m, 2026-11-20T18:30:00Z",
        "24h, 2026-11-21T18:00:00Z",
        "7d, 2026-11-27T18:00:00Z",
        "2026-12-01, 2026-12-01T00:00:00Z",
        "2026-12-01T10:00:00+01:00, 2026-12-01T09:00:00Z",
    })
    void everyFormIsRead(String text, Instant expected) {
        assertThat(FutureTime.of(text, NOW)).isEqualTo(expected);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FutureTime.of("tomorrow", NOW))
                .withMessageContaining("'tomorrow' is not a time");
    }
}

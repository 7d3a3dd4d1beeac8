package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

    @Test
    void secondsAreADuration() {
        assertThat(RetryAfter.read(" 20 ", NOW)).contains(Duration.ofSeconds(20));
    }

    @Test
    void aDateIsTheTimeUntilThen() {
        assertThat(RetryAfter.read("Fri, 20 Nov 2026 10:01:30 GMT", NOW)).contains(Duration.ofSeconds(90));
    }

    @Test
    void whatHasPassedOrMeansNothingIsNoReasonToWait() {
        assertThat(RetryAfter.read("0", NOW)).isEmpty();
        assertThat(RetryAfter.read("-5", NOW)).isEmpty();
        assertThat(RetryAfter.read("Fri, 20 Nov 2026 09:59:59 GMT", NOW)).isEmpty();
        assertThat(RetryAfter.read("soon", NOW)).isEmpty();
        assertThat(RetryAfter.read("", NOW)).isEmpty();
        assertThat(RetryAfter.read("99999999999999999999", NOW)).isEmpty();
    }
}

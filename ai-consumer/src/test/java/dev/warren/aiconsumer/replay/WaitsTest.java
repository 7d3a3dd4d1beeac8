package dev.warren.aiconsumer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WaitsTest {

    private final Waits waits = new Waits();

    @Test
    void whoWaitsSaysWhyUntilHeNoLongerDoes() {
        waits.begin(this, "live events go first");
        assertThat(waits.any()).contains("live events go first");

        waits.end(this);
        assertThat(waits.any()).isEmpty();
    }

    @Test
    void workWithoutAnEndIsAWaitUntilSomeOfItEnds() {
        // Given
        waits.workBegins();
        waits.workBegins();
        assertThat(waits.any()).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> waits.any()
                .filter(why -> why.contains("no provider answers"))
                .isPresent());

        // When
        waits.workEnds();

        // Then
        assertThat(waits.any()).isEmpty();
    }
}

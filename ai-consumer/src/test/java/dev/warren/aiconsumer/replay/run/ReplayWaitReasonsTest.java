package dev.warren.aiconsumer.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class ReplayWaitReasonsTest {

    private final ReplayWaitReasons replayWaitReasons = new ReplayWaitReasons();

    @Test
    void whoWaitsSaysWhyUntilHeNoLongerDoes() {
        replayWaitReasons.begin(this, "live events have priority");
        assertThat(replayWaitReasons.any()).contains("live events have priority");

        replayWaitReasons.end(this);
        assertThat(replayWaitReasons.any()).isEmpty();
    }

    @Test
    void workWithoutAnEndIsAWaitUntilSomeOfItEnds() {
        // Given
        replayWaitReasons.workBegins();
        replayWaitReasons.workBegins();
        assertThat(replayWaitReasons.any()).isEmpty();
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> replayWaitReasons
                .any()
                .filter(why -> why.contains("no provider answers"))
                .isPresent());

        // When
        replayWaitReasons.workEnds();

        // Then
        assertThat(replayWaitReasons.any()).isEmpty();
    }
}

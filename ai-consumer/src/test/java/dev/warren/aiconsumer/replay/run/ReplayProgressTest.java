package dev.warren.aiconsumer.replay.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.aiconsumer.replay.ModelUsage;
import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayCounts;
import dev.warren.aiconsumer.replay.ReplayPosition;
import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.aiconsumer.replay.ReplayStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayProgressTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");
    private static final ReplayCounts ONE =
            new ReplayCounts(1, 1, 1, 0, 0, 0, 112, List.of(new ModelUsage("primary", "m", 1, 100, 0, 12, 0)));

    private final ReplayProgress progress = new ReplayProgress(ReplayPosition.UNKNOWN, ReplayCounts.NONE);

    @Test
    void whatHasEndedCountsOnceEverythingBeforeItHasEnded() {
        // Given
        ReplayProgress.Step first = progress.begin(7, TIME);
        ReplayProgress.Step second = progress.begin(8, TIME.plusSeconds(1));
        second.end(ONE);
        assertThat(snapshot().figures()).isEqualTo(ReplayCounts.NONE);
        assertThat(snapshot().position()).isEqualTo(ReplayPosition.UNKNOWN);

        // When
        first.end(ONE);

        // Then
        assertThat(snapshot().figures())
                .isEqualTo(new ReplayCounts(
                        2, 2, 2, 0, 0, 0, 224, List.of(new ModelUsage("primary", "m", 2, 200, 0, 24, 0))));
        assertThat(snapshot().position()).isEqualTo(new ReplayPosition(9L, TIME, TIME.plusSeconds(1)));
        assertThat(progress.open()).isZero();
    }

    @Test
    void whatIsNotOfThePeriodMovesThePositionAndNothingElse() {
        // When
        progress.pass(3, null, ReplayCounts.NONE);

        // Then
        assertThat(snapshot().position()).isEqualTo(new ReplayPosition(4L, null, null));
        assertThat(snapshot().figures()).isEqualTo(ReplayCounts.NONE);
    }

    private Replay snapshot() {
        ReplaySpec replaySpec = new ReplaySpec(
                "r", "tone", TIME, TIME.plusSeconds(60), null, List.of(), BigDecimal.TEN, null, null, "ada");
        Replay replay = new Replay(
                replaySpec,
                ReplayStatus.RUNNING,
                ReplayPosition.UNKNOWN,
                ReplayCounts.NONE,
                new Replay.Times(TIME, null, null));
        return progress.snapshot(replay, ReplayStatus.RUNNING);
    }
}

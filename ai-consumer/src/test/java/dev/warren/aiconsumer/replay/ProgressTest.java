package dev.warren.aiconsumer.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final Instant TIME = Instant.parse("2026-11-20T10:00:00Z");
    private static final Figures ONE =
            new Figures(1, 1, 1, 0, 0, 0, 112, List.of(new Usage("primary", "m", 1, 100, 0, 12, 0)));

    private final Progress progress = new Progress(Position.UNKNOWN, Figures.NONE);

    @Test
    void whatHasEndedCountsOnceEverythingBeforeItHasEnded() {
        // Given
        Progress.Step first = progress.begin(7, TIME);
        Progress.Step second = progress.begin(8, TIME.plusSeconds(1));
        second.end(ONE);
        assertThat(snapshot().figures()).isEqualTo(Figures.NONE);
        assertThat(snapshot().position()).isEqualTo(Position.UNKNOWN);

        // When
        first.end(ONE);

        // Then
        assertThat(snapshot().figures())
                .isEqualTo(new Figures(2, 2, 2, 0, 0, 0, 224, List.of(new Usage("primary", "m", 2, 200, 0, 24, 0))));
        assertThat(snapshot().position()).isEqualTo(new Position(9L, TIME, TIME.plusSeconds(1)));
        assertThat(progress.open()).isZero();
    }

    @Test
    void whatIsNotOfThePeriodMovesThePositionAndNothingElse() {
        // When
        progress.pass(3, null, Figures.NONE);

        // Then
        assertThat(snapshot().position()).isEqualTo(new Position(4L, null, null));
        assertThat(snapshot().figures()).isEqualTo(Figures.NONE);
    }

    private Replay snapshot() {
        Order order =
                new Order("r", "tone", TIME, TIME.plusSeconds(60), null, List.of(), BigDecimal.TEN, null, null, "ada");
        Replay replay =
                new Replay(order, Status.RUNNING, Position.UNKNOWN, Figures.NONE, new Replay.Times(TIME, null, null));
        return progress.snapshot(replay, Status.RUNNING);
    }
}

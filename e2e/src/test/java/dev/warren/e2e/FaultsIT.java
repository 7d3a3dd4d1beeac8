package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.bench.faults.FaultRun;
import dev.warren.bench.faults.FaultScenario;
import dev.warren.bench.faults.FaultVerdict;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The whole suite while parts of it are killed, cut off or misled; the long version is {@code ./warren bench faults}.
 */
class FaultsIT {

    private static final int EVENTS = 600;
    private static final long SEED = 3;

    @Test
    void nothingIsLostAndNothingIsPaidTwiceWhateverFails() throws Exception {
        // Given
        FaultRun run = new FaultRun(
                FaultScenario.shortened(), EVENTS, SEED, Path.of("target", "faults-" + System.currentTimeMillis()));

        // When
        FaultVerdict verdict = run.play();

        // Then
        assertThat(verdict.violations()).isEmpty();
        assertThat(verdict.completed() + verdict.failed()).isEqualTo(EVENTS);
    }
}

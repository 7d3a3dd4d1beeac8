package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimeoutsCheckTest {

    private static final Duration PUBLISHING = Duration.ofSeconds(5);

    @Test
    void aDrainThatTheSlowestCallFitsIntoIsTaken() {
        assertThatNoException()
                .isThrownBy(() -> TimeoutsCheck.check(
                        Duration.ofSeconds(25),
                        PUBLISHING,
                        Map.of("primary", Duration.ofSeconds(15), "secondary", Duration.ofSeconds(20)),
                        Map.of()));
    }

    @Test
    void aDrainThatBreaksCallsOffIsRefusedAndSaysWhatToSet() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeoutsCheck.check(
                        Duration.ofSeconds(24),
                        PUBLISHING,
                        Map.of("primary", Duration.ofSeconds(15), "secondary", Duration.ofSeconds(20)),
                        Map.of()))
                .withMessage(
                        "warren.amqp.drain must be at least PT25S, not PT24S: warren.providers.secondary.timeout (PT20S) and"
                                + " warren.amqp.publish.timeout (PT5S) together. Otherwise a call that is interrupted at"
                                + " shutdown is paid for twice");
    }

    @Test
    void aPauseThatOutlastsTheTimeOfAnEventIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TimeoutsCheck.check(
                        Duration.ofSeconds(30), PUBLISHING, Map.of(), Map.of("primary", Duration.ofSeconds(30))))
                .withMessageStartingWith(
                        "warren.amqp.drain must be longer than warren.providers.primary.max-retry-delay");
    }
}

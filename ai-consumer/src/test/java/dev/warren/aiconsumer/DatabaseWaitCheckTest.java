package dev.warren.aiconsumer;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DatabaseWaitCheckTest {

    private static final Duration CONSUMER_TIMEOUT = Duration.ofMinutes(30);

    @Test
    void aWaitThatEndsBeforeTheBrokerTakesTheMessageAwayIsTaken() {
        assertThatNoException()
                .isThrownBy(() -> DatabaseWaitCheck.check(CONSUMER_TIMEOUT.minusMillis(1), CONSUMER_TIMEOUT));
    }

    @Test
    void aWaitThatTheBrokerEndsIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DatabaseWaitCheck.check(CONSUMER_TIMEOUT, CONSUMER_TIMEOUT))
                .withMessage(
                        "warren.completions.max-wait must be below warren.amqp.consumer-timeout (PT30M), but is PT30M");
    }
}

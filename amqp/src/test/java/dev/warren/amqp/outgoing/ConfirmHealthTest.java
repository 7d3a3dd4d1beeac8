package dev.warren.amqp.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfirmHealthTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(1);
    private final ConfirmHealth confirmHealth = new ConfirmHealth(PATIENCE, now::get);

    @Test
    void messagesThatWaitTooLongWhileNoneIsConfirmedDoNotGetThrough() {
        // Given
        confirmHealth.sent();
        pass(PATIENCE);
        assertThat(confirmHealth.areComing()).isTrue();

        // When
        pass(Duration.ofMillis(1));

        // Then, until they are confirmed
        assertThat(confirmHealth.areComing()).isFalse();
        confirmHealth.settled(null);
        assertThat(confirmHealth.areComing()).isTrue();
    }

    @Test
    void confirmsOfOthersShowThatMessagesGetThrough() {
        // Given
        confirmHealth.sent();
        pass(PATIENCE);

        // When
        confirmHealth.sent();
        confirmHealth.settled(null);
        pass(PATIENCE);

        // Then
        assertThat(confirmHealth.areComing()).isTrue();
    }

    @Test
    void failuresInARowCountUntilOneIsConfirmedOrTheyAreLongAgo() {
        fail(new IOException());
        fail(new IOException());
        assertThat(confirmHealth.areComing()).isTrue();
        fail(new IOException());
        assertThat(confirmHealth.areComing()).isFalse();

        confirmHealth.sent();
        confirmHealth.settled(null);
        assertThat(confirmHealth.areComing()).isTrue();

        fail(new IOException());
        fail(new IOException());
        fail(new IOException());
        pass(Duration.ofMinutes(1));
        assertThat(confirmHealth.areComing()).isTrue();
    }

    @Test
    void messageThatCannotBePublishedSaysNothingOfOthers() {
        for (int i = 0; i < 10; i++) {
            fail(UnpublishableException.byClient("too large", null));
        }

        assertThat(confirmHealth.areComing()).isTrue();
    }

    private void fail(Exception failure) {
        confirmHealth.sent();
        confirmHealth.settled(failure);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}

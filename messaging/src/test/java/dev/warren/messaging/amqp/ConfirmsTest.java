package dev.warren.messaging.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConfirmsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicLong now = new AtomicLong(1);
    private final Confirms confirms = new Confirms(PATIENCE, now::get);

    @Test
    void messagesThatWaitTooLongWhileNoneIsConfirmedDoNotGetThrough() {
        // Given
        confirms.sent();
        pass(PATIENCE);
        assertThat(confirms.areComing()).isTrue();

        // When
        pass(Duration.ofMillis(1));

        // Then, until they are confirmed
        assertThat(confirms.areComing()).isFalse();
        confirms.settled(null);
        assertThat(confirms.areComing()).isTrue();
    }

    @Test
    void confirmsOfOthersShowThatMessagesGetThrough() {
        // Given
        confirms.sent();
        pass(PATIENCE);

        // When
        confirms.sent();
        confirms.settled(null);
        pass(PATIENCE);

        // Then
        assertThat(confirms.areComing()).isTrue();
    }

    @Test
    void failuresInARowCountUntilOneIsConfirmedOrTheyAreLongAgo() {
        fail(new IOException());
        fail(new IOException());
        assertThat(confirms.areComing()).isTrue();
        fail(new IOException());
        assertThat(confirms.areComing()).isFalse();

        confirms.sent();
        confirms.settled(null);
        assertThat(confirms.areComing()).isTrue();

        fail(new IOException());
        fail(new IOException());
        fail(new IOException());
        pass(Duration.ofMinutes(1));
        assertThat(confirms.areComing()).isTrue();
    }

    @Test
    void messageThatCannotBePublishedSaysNothingOfOthers() {
        for (int i = 0; i < 10; i++) {
            fail(UnpublishableException.byClient("too large", null));
        }

        assertThat(confirms.areComing()).isTrue();
    }

    private void fail(Exception failure) {
        confirms.sent();
        confirms.settled(failure);
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }
}

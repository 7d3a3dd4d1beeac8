package dev.warren.notifier.stream.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPositionTest {

    @ParameterizedTest
    @ValueSource(strings = {"start", "0-00000000", "before-7-0a1b2c3d", "999999999999999999-ffffffff"})
    void idOfAPositionNamesIt(String id) {
        assertThat(StreamPosition.of(id).orElseThrow().id()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "50", "-1-00000000", "5-0A1B2C3D", "5-0a1b2c3", "1234567890123456789-00000000"})
    void anythingElseIsNone(String id) {
        assertThat(StreamPosition.of(id)).isEmpty();
    }

    @Test
    void positionMeansTheMessageWithItsOffsetAndItsContentAlone() {
        StreamPosition message = new StreamPosition(5, "0a1b2c3d", true);

        assertThat(message.means(message)).isTrue();
        assertThat(message.before().means(message)).isTrue();
        assertThat(new StreamPosition(5, "0a1b2c3e", true).means(message)).isFalse();
        assertThat(new StreamPosition(6, "0a1b2c3d", true).means(message)).isFalse();
        assertThat(StreamPosition.START.means(new StreamPosition(0, "0a1b2c3d", true)))
                .isTrue();
        assertThat(StreamPosition.START.means(message)).isFalse();
    }
}

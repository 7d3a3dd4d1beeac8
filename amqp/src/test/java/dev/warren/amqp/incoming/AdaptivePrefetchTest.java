package dev.warren.amqp.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AdaptivePrefetchTest {

    private static final int MOST = 256;
    private static final long SMALL = 1_000;
    private static final long LARGE = 10_000_000;

    private final InFlightBytes inFlightBytes = new InFlightBytes(() -> 32_000_000);
    private final AdaptivePrefetch adaptivePrefetch = new AdaptivePrefetch(MOST, inFlightBytes);

    @Test
    void asManyAreAskedForAsConfiguredWhileThereIsRoom() {
        see(1000, SMALL);

        assertThat(adaptivePrefetch.grows()).isFalse();
        assertThat(adaptivePrefetch.prefetch()).isEqualTo(MOST);
    }

    @Test
    void asManyLargeOnesAreAskedForAsThereIsRoomForAndNoMoreWhileTheyAreLarge() {
        // When
        see(4, LARGE);
        adaptivePrefetch.shrink();

        // Then
        assertThat(adaptivePrefetch.prefetch()).isEqualTo(3);
        see(100, LARGE);
        assertThat(adaptivePrefetch.grows()).isFalse();
        assertThat(adaptivePrefetch.prefetch()).isEqualTo(3);
    }

    @Test
    void twiceAsManyAreAskedForAgainWheneverSoManyWereSmall() {
        // Given
        see(4, LARGE);
        adaptivePrefetch.shrink();

        // When
        see(2, SMALL);
        assertThat(adaptivePrefetch.grows()).isFalse();
        see(1, SMALL);
        assertThat(adaptivePrefetch.grows()).isTrue();

        // Then
        assertThat(adaptivePrefetch.prefetch()).isEqualTo(6);
        while (adaptivePrefetch.prefetch() < MOST) {
            see(adaptivePrefetch.prefetch(), SMALL);
            assertThat(adaptivePrefetch.grows()).isTrue();
        }
        assertThat(adaptivePrefetch.prefetch()).isEqualTo(MOST);
    }

    @Test
    void oneIsAskedForAlthoughItMayBeLargerThanTheHand() {
        see(1, 1_000_000_000);
        adaptivePrefetch.shrink();

        assertThat(adaptivePrefetch.prefetch()).isEqualTo(1);
    }

    @Test
    void emptyHandTakesWhateverComesAndAFullOneNothing() {
        assertThat(inFlightBytes.takes(1_000_000_000)).isTrue();
        assertThat(inFlightBytes.takes(1)).isFalse();
        inFlightBytes.lets(1_000_000_000);
        assertThat(inFlightBytes.takes(1)).isTrue();
        assertThat(inFlightBytes.bytes()).isEqualTo(1);
    }

    private void see(int messages, long size) {
        for (int i = 0; i < messages; i++) {
            adaptivePrefetch.saw(size);
        }
    }
}

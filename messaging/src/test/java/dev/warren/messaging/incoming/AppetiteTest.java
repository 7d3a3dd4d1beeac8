package dev.warren.messaging.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AppetiteTest {

    private static final int MOST = 256;
    private static final long SMALL = 1_000;
    private static final long LARGE = 10_000_000;

    private final Hand hand = new Hand(() -> 32_000_000);
    private final Appetite appetite = new Appetite(MOST, hand);

    @Test
    void asManyAreAskedForAsConfiguredWhileThereIsRoom() {
        see(1000, SMALL);

        assertThat(appetite.grows()).isFalse();
        assertThat(appetite.prefetch()).isEqualTo(MOST);
    }

    @Test
    void asManyLargeOnesAreAskedForAsThereIsRoomForAndNoMoreWhileTheyAreLarge() {
        // When
        see(4, LARGE);
        appetite.shrink();

        // Then
        assertThat(appetite.prefetch()).isEqualTo(3);
        see(100, LARGE);
        assertThat(appetite.grows()).isFalse();
        assertThat(appetite.prefetch()).isEqualTo(3);
    }

    @Test
    void twiceAsManyAreAskedForAgainWheneverSoManyWereSmall() {
        // Given
        see(4, LARGE);
        appetite.shrink();

        // When
        see(2, SMALL);
        assertThat(appetite.grows()).isFalse();
        see(1, SMALL);
        assertThat(appetite.grows()).isTrue();

        // Then
        assertThat(appetite.prefetch()).isEqualTo(6);
        while (appetite.prefetch() < MOST) {
            see(appetite.prefetch(), SMALL);
            assertThat(appetite.grows()).isTrue();
        }
        assertThat(appetite.prefetch()).isEqualTo(MOST);
    }

    @Test
    void oneIsAskedForAlthoughItMayBeLargerThanTheHand() {
        see(1, 1_000_000_000);
        appetite.shrink();

        assertThat(appetite.prefetch()).isEqualTo(1);
    }

    @Test
    void emptyHandTakesWhateverComesAndAFullOneNothing() {
        assertThat(hand.takes(1_000_000_000)).isTrue();
        assertThat(hand.takes(1)).isFalse();
        hand.lets(1_000_000_000);
        assertThat(hand.takes(1)).isTrue();
        assertThat(hand.bytes()).isEqualTo(1);
    }

    private void see(int messages, long size) {
        for (int i = 0; i < messages; i++) {
            appetite.saw(size);
        }
    }
}

package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Round trips on a clock of their own: in each, every place is used by one call. */
class AdaptiveConcurrencyLimitTest {

    private static final long SECOND = 1_000_000_000L;

    private final AdaptiveConcurrencyLimit limit = new AdaptiveConcurrencyLimit(FakeCallLimitSettings.with(Map.of()));
    private final Random random = new Random(7);

    private long now = -SECOND;

    @Test
    void aLimitThatIsInUseReachesTwoThousandWithinSecondsAtASteadySecond() {
        // When
        int roundTrips = 0;
        while (limit.getLimit() < 2000) {
            roundTrip(SECOND, limit.getLimit());
            roundTrips++;
        }

        // Then
        assertThat(roundTrips).isLessThanOrEqualTo(7);
    }

    @Test
    void aLimitThatIsNotInUseDoesNotGrow() {
        // When
        for (int i = 0; i < 20; i++) {
            roundTrip(SECOND, 10);
        }

        // Then
        assertThat(limit.getLimit()).isEqualTo(32);
    }

    @Test
    void aHundredRefusalsOfOneMomentHalveTheLimitOnce() {
        // Given
        grownTo(1000);
        int before = limit.getLimit();

        // When
        for (int i = 0; i < 100; i++) {
            limit.onSample(now, SECOND / 10 + i, before, true);
        }

        // Then
        assertThat(limit.getLimit()).isEqualTo(before / 2);
    }

    @Test
    void whatWasUnderWayAtTheCutDoesNotMakeUpForIt() {
        // Given
        grownTo(1000);
        int before = limit.getLimit();
        limit.onSample(now, SECOND / 10, before, true);

        // When
        roundTrip(SECOND, before);

        // Then
        assertThat(limit.getLimit()).isEqualTo(before / 2);
    }

    @Test
    void refusalsOfTheNextRoundTripHalveItAgain() {
        // Given
        grownTo(1000);
        int before = limit.getLimit();
        limit.onSample(now, SECOND, before, true);
        now += 2 * SECOND;

        // When
        limit.onSample(now, SECOND, before / 2, true);

        // Then
        assertThat(limit.getLimit()).isEqualTo(before / 4);
    }

    @Test
    void itStaysNearWhatAProviderAllows() {
        // Given
        int allowed = 500;
        int below = 0;
        int refusals = 0;

        // When
        for (int i = 0; i < 60; i++) {
            refusals += roundTripAllowing(allowed);
            below += limit.getLimit() < allowed / 3 ? 1 : 0;
        }

        // Then
        assertThat(below).as("round trips with little use, the start included").isLessThanOrEqualTo(6);
        assertThat(refusals).as("of some 25,000 calls").isLessThan(2_500);
    }

    @Test
    void afterAnOutageItIsBackWithinSeconds() {
        // Given
        grownTo(2000);
        for (int i = 0; i < 30; i++) {
            roundTripAllowing(0);
        }
        assertThat(limit.getLimit()).isEqualTo(4);

        // When
        int roundTrips = 0;
        while (limit.getLimit() < 2000) {
            roundTrip(SECOND, limit.getLimit());
            roundTrips++;
        }

        // Then
        assertThat(roundTrips).isLessThanOrEqualTo(15);
    }

    @Test
    void itShrinksWhenCallsTakeMuchLongerThanUsual() {
        // Given
        grownTo(2500);

        // When
        roundTrip(3 * SECOND, 2500);
        roundTrip(3 * SECOND, 2500);

        // Then
        assertThat(limit.getLimit()).isEqualTo(1250);
    }

    @Test
    void answersOfDifferentLengthsAreNoReasonToShrink() {
        // When
        for (int i = 0; i < 100; i++) {
            roundTripOfDifferentLengths();
        }

        // Then
        assertThat(limit.getLimit()).isGreaterThan(1000);
    }

    private void grownTo(int calls) {
        while (limit.getLimit() < calls) {
            roundTrip(SECOND, limit.getLimit());
        }
    }

    private void roundTrip(long nanos, int calls) {
        for (int i = 0; i < calls; i++) {
            limit.onSample(now, nanos + i, calls, false);
        }
        now += 2 * nanos;
    }

    private int roundTripAllowing(int allowed) {
        int calls = limit.getLimit();
        for (int i = 0; i < calls; i++) {
            boolean refused = i >= allowed;
            limit.onSample(now, refused ? SECOND / 20 : SECOND + i, calls, refused);
        }
        now += 2 * SECOND;
        return Math.max(0, calls - allowed);
    }

    private void roundTripOfDifferentLengths() {
        int calls = limit.getLimit();
        for (int i = 0; i < calls; i++) {
            limit.onSample(now, (long) (-Math.log(1 - random.nextDouble()) * SECOND), calls, false);
        }
        now += 2 * SECOND;
    }
}

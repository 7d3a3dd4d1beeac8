package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.Deadline;
import dev.warren.modelchain.turn.NoTurnException.Reason;
import dev.warren.modelchain.turn.Turn.Load;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    private static final int TEXT = 400;

    @Test
    void whoComesWhenAllPlacesAreTakenWaitsUntilOneIsFree() throws Exception {
        // Given
        Turnstile turnstile = turnstile("2", "1m");
        Turn first = turnstile.await(TEXT);
        Turn second = turnstile.await(TEXT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Turn> third = threads.submit(() -> turnstile.await(TEXT));
            await().until(() -> turnstile.places().waiting() == 1);

            // When
            first.close();

            // Then
            third.get().close();
            second.close();
        }
        assertThat(turnstile.places().inFlight()).isZero();
        assertThat(turnstile.places().waiting()).isZero();
    }

    @Test
    void waitingIsBounded() {
        // Given
        Turnstile turnstile = turnstile("1", "20ms");
        try (Turn held = turnstile.await(TEXT)) {
            held.begin();

            // When, Then
            assertThatExceptionOfType(NoTurnException.class)
                    .isThrownBy(() -> turnstile.await(TEXT))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        }
    }

    @Test
    void nobodyWaitsLongerThanTheTimeOfItsEvent() {
        // Given
        Turnstile turnstile = turnstile("1", "1h");
        try (Turn held = turnstile.await(TEXT)) {
            held.begin();

            // When, Then
            new Deadline(() -> Duration.ofMillis(20)).during(() -> assertThatExceptionOfType(NoTurnException.class)
                    .isThrownBy(() -> turnstile.await(TEXT)));
        }
    }

    @Test
    void callsThatAreRefusedLeaveFewerPlaces() {
        // Given
        Turnstile turnstile = new Turnstile(
                Settings.with(Map.of("test.initial-concurrency", "16")), Optional.empty(), Optional.empty());

        // When
        try (Turn turn = turnstile.await(TEXT)) {
            turn.begin();
            turn.end(Load.TOO_MUCH);
        }

        // Then
        assertThat(turnstile.places().limit()).isEqualTo(8);
    }

    @Test
    void aFailureThatHasNothingToDoWithTheLoadChangesNothing() {
        // Given
        Turnstile turnstile = turnstile("16", "1s");

        // When
        try (Turn turn = turnstile.await(TEXT)) {
            turn.begin();
            turn.end(Load.UNKNOWN);
        }

        // Then
        assertThat(turnstile.places().limit()).isEqualTo(16);
    }

    @Test
    void aShortRestIsWaitedFor() {
        // Given
        Turnstile turnstile = turnstile("4", "10s");
        turnstile.rest(Duration.ofMillis(50));
        long before = System.nanoTime();

        // When
        turnstile.await(TEXT).close();

        // Then
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(40).toNanos());
    }

    @Test
    void aLongRestIsNotWaitedForAndTakesNoPlace() {
        // Given
        Turnstile turnstile = turnstile("4", "1s");
        turnstile.rest(Duration.ofMinutes(2));

        // When, Then
        assertThatExceptionOfType(NoTurnException.class)
                .isThrownBy(() -> turnstile.await(TEXT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RESTING));
        assertThat(turnstile.places().inFlight()).isZero();
    }

    @Test
    void aShorterRestDoesNotEndALongerOneAndNoneIsLongerThanTheLimit() {
        // Given
        Turnstile turnstile = turnstile("4", "1s");

        // When
        turnstile.rest(Duration.ofDays(2));
        turnstile.rest(Duration.ofSeconds(1));

        // Then
        assertThat(turnstile.rest().left()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void aCallThatWasNotMadeGivesItsShareBack() {
        // Given
        Bucket requests = bucket(2);
        Bucket tokens = bucket(1_000);
        Turnstile turnstile = limited(requests, 20, tokens, 10_000);

        // When
        turnstile.await(TEXT).close();
        turnstile.await(TEXT).close();
        Turn made = turnstile.await(TEXT);
        made.begin();
        made.close();

        // Then
        assertThat(requests.getAvailableTokens()).isEqualTo(1);
        assertThat(tokens.getAvailableTokens()).isEqualTo(900);
    }

    @Test
    void whatACallUsedBeyondItsEstimateIsPaidByTheNextAndTheEstimateLearnsFromIt() {
        // Given
        Bucket tokens = bucket(10_000);
        Turnstile turnstile = limited(bucket(100), 1000, tokens, 100_000);
        try (Turn turn = turnstile.await(TEXT)) {
            turn.begin();
            turn.used(600);
        }
        assertThat(tokens.getAvailableTokens()).isEqualTo(9_900);

        // When
        try (Turn turn = turnstile.await(TEXT)) {
            turn.begin();
        }

        // Then
        assertThat(tokens.getAvailableTokens()).isEqualTo(9_900 - 500 - 600);
    }

    @Test
    void whoWouldWaitTooLongForTheLimitPerMinuteIsToldAtOnce() {
        // Given
        Turnstile turnstile = limited(bucket(1), 10, bucket(10_000), 100_000);
        Turn first = turnstile.await(TEXT);
        first.begin();
        first.close();

        // When, Then
        assertThatExceptionOfType(NoTurnException.class)
                .isThrownBy(() -> turnstile.await(TEXT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        assertThat(turnstile.places().inFlight()).isZero();
    }

    @Test
    void whatWasTakenIsReturnedWhenAskingForTheRestFails() throws Exception {
        // Given
        Rate requests = new Rate("requests", 20, bucket(2));
        Bucket broken = (Bucket)
                Proxy.newProxyInstance(Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (_, _, _) -> {
                    throw new OutOfMemoryError("of this test");
                });
        Turnstile turnstile = new Turnstile(
                Settings.with(Map.of("test.max-wait", "1s")),
                Optional.of(requests),
                Optional.of(new TokenRate(new Rate("tokens", 1_000, broken))));

        // When
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> turnstile.await(TEXT));

        // Then
        assertThat(requests.take(2, Duration.ofMillis(1))).isTrue();
    }

    private static Turnstile turnstile(String places, String maxWait) {
        return new Turnstile(
                Settings.with(Map.of(
                        "test.min-concurrency", "1",
                        "test.initial-concurrency", places,
                        "test.max-wait", maxWait)),
                Optional.empty(),
                Optional.empty());
    }

    private static Turnstile limited(Bucket requests, long requestLimit, Bucket tokens, long tokenLimit) {
        return new Turnstile(
                Settings.with(Map.of("test.max-wait", "1s")),
                Optional.of(new Rate("requests", requestLimit, requests)),
                Optional.of(new TokenRate(new Rate("tokens", tokenLimit, tokens))));
    }

    /** Holds so much, and gets nothing back within a test. */
    private static Bucket bucket(long capacity) {
        return Bucket.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(capacity)
                        .refillGreedy(1, Duration.ofDays(1))
                        .build())
                .build();
    }
}

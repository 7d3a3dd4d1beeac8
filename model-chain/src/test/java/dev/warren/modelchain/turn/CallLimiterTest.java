package dev.warren.modelchain.turn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.message.Deadline;
import dev.warren.modelchain.turn.CallLimitException.Reason;
import dev.warren.modelchain.turn.Permit.Load;
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

class CallLimiterTest {

    private static final int TEXT = 400;

    @Test
    void whoComesWhenAllPlacesAreTakenWaitsUntilOneIsFree() throws Exception {
        // Given
        CallLimiter callLimiter = callLimiter("2", "1m");
        Permit first = callLimiter.await(TEXT);
        Permit second = callLimiter.await(TEXT);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Permit> third = threads.submit(() -> callLimiter.await(TEXT));
            await().until(() -> callLimiter.places().waiting() == 1);

            // When
            first.close();

            // Then
            third.get().close();
            second.close();
        }
        assertThat(callLimiter.places().inFlight()).isZero();
        assertThat(callLimiter.places().waiting()).isZero();
    }

    @Test
    void waitingIsBounded() {
        // Given
        CallLimiter callLimiter = callLimiter("1", "20ms");
        try (Permit held = callLimiter.await(TEXT)) {
            held.begin();

            // When, Then
            assertThatExceptionOfType(CallLimitException.class)
                    .isThrownBy(() -> callLimiter.await(TEXT))
                    .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        }
    }

    @Test
    void nobodyWaitsLongerThanTheTimeOfItsEvent() {
        // Given
        CallLimiter callLimiter = callLimiter("1", "1h");
        try (Permit held = callLimiter.await(TEXT)) {
            held.begin();

            // When, Then
            new Deadline(() -> Duration.ofMillis(20)).during(() -> assertThatExceptionOfType(CallLimitException.class)
                    .isThrownBy(() -> callLimiter.await(TEXT)));
        }
    }

    @Test
    void callsThatAreRefusedLeaveFewerPlaces() {
        // Given
        CallLimiter callLimiter = new CallLimiter(
                FakeCallLimitSettings.with(Map.of("test.initial-concurrency", "16")),
                Optional.empty(),
                Optional.empty());

        // When
        try (Permit permit = callLimiter.await(TEXT)) {
            permit.begin();
            permit.end(Load.TOO_MUCH);
        }

        // Then
        assertThat(callLimiter.places().limit()).isEqualTo(8);
    }

    @Test
    void aFailureThatHasNothingToDoWithTheLoadChangesNothing() {
        // Given
        CallLimiter callLimiter = callLimiter("16", "1s");

        // When
        try (Permit permit = callLimiter.await(TEXT)) {
            permit.begin();
            permit.end(Load.UNKNOWN);
        }

        // Then
        assertThat(callLimiter.places().limit()).isEqualTo(16);
    }

    @Test
    void aShortRestIsWaitedFor() {
        // Given
        CallLimiter callLimiter = callLimiter("4", "10s");
        callLimiter.rest(Duration.ofMillis(50));
        long before = System.nanoTime();

        // When
        callLimiter.await(TEXT).close();

        // Then
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(40).toNanos());
    }

    @Test
    void aLongRestIsNotWaitedForAndTakesNoPlace() {
        // Given
        CallLimiter callLimiter = callLimiter("4", "1s");
        callLimiter.rest(Duration.ofMinutes(2));

        // When, Then
        assertThatExceptionOfType(CallLimitException.class)
                .isThrownBy(() -> callLimiter.await(TEXT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.RESTING));
        assertThat(callLimiter.places().inFlight()).isZero();
    }

    @Test
    void aShorterRestDoesNotEndALongerOneAndNoneIsLongerThanTheLimit() {
        // Given
        CallLimiter callLimiter = callLimiter("4", "1s");

        // When
        callLimiter.rest(Duration.ofDays(2));
        callLimiter.rest(Duration.ofSeconds(1));

        // Then
        assertThat(callLimiter.rest().left()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    }

    @Test
    void aCallThatWasNotMadeGivesItsShareBack() {
        // Given
        Bucket requests = bucket(2);
        Bucket tokens = bucket(1_000);
        CallLimiter callLimiter = limited(requests, 20, tokens, 10_000);

        // When
        callLimiter.await(TEXT).close();
        callLimiter.await(TEXT).close();
        Permit made = callLimiter.await(TEXT);
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
        CallLimiter callLimiter = limited(bucket(100), 1000, tokens, 100_000);
        try (Permit permit = callLimiter.await(TEXT)) {
            permit.begin();
            permit.used(600);
        }
        assertThat(tokens.getAvailableTokens()).isEqualTo(9_900);

        // When
        try (Permit permit = callLimiter.await(TEXT)) {
            permit.begin();
        }

        // Then
        assertThat(tokens.getAvailableTokens()).isEqualTo(9_900 - 500 - 600);
    }

    @Test
    void whoWouldWaitTooLongForTheLimitPerMinuteIsToldAtOnce() {
        // Given
        CallLimiter callLimiter = limited(bucket(1), 10, bucket(10_000), 100_000);
        Permit first = callLimiter.await(TEXT);
        first.begin();
        first.close();

        // When, Then
        assertThatExceptionOfType(CallLimitException.class)
                .isThrownBy(() -> callLimiter.await(TEXT))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.BUSY));
        assertThat(callLimiter.places().inFlight()).isZero();
    }

    @Test
    void whatWasTakenIsReturnedWhenAskingForTheRestFails() throws Exception {
        // Given
        SharedRateLimit requests = new SharedRateLimit("requests", 20, bucket(2));
        Bucket broken = (Bucket)
                Proxy.newProxyInstance(Bucket.class.getClassLoader(), new Class<?>[] {Bucket.class}, (_, _, _) -> {
                    throw new OutOfMemoryError("of this test");
                });
        CallLimiter callLimiter = new CallLimiter(
                FakeCallLimitSettings.with(Map.of("test.max-wait", "1s")),
                Optional.of(requests),
                Optional.of(new TokenRateLimit(new SharedRateLimit("tokens", 1_000, broken))));

        // When
        assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> callLimiter.await(TEXT));

        // Then
        assertThat(requests.take(2, Duration.ofMillis(1))).isTrue();
    }

    private static CallLimiter callLimiter(String places, String maxWait) {
        return new CallLimiter(
                FakeCallLimitSettings.with(Map.of(
                        "test.min-concurrency", "1",
                        "test.initial-concurrency", places,
                        "test.max-wait", maxWait)),
                Optional.empty(),
                Optional.empty());
    }

    private static CallLimiter limited(Bucket requests, long requestLimit, Bucket tokens, long tokenLimit) {
        return new CallLimiter(
                FakeCallLimitSettings.with(Map.of("test.max-wait", "1s")),
                Optional.of(new SharedRateLimit("requests", requestLimit, requests)),
                Optional.of(new TokenRateLimit(new SharedRateLimit("tokens", tokenLimit, tokens))));
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

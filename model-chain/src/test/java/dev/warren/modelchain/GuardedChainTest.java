package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.patience;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.Question;
import dev.warren.testing.PrivateDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(GuardedChainTest.Guarded.class)
@QuarkusTestResource(FakeEndpoints.class)
@QuarkusTestResource(PrivateDatabase.class)
class GuardedChainTest {

    /** Rests are short, and outages are noticed and outlasted quickly. */
    public static final class Guarded implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.ofEntries(
                    Map.entry("warren.primary.timeout", "20s"),
                    Map.entry("warren.primary.min-concurrency", "80"),
                    Map.entry("warren.primary.initial-concurrency", "100"),
                    Map.entry("warren.primary.max-wait", "1500ms"),
                    Map.entry("warren.primary.max-retry-after", "3s"),
                    Map.entry("warren.primary.breaker-volume", "1000"),
                    Map.entry("warren.primary.requests-per-minute", "600000"),
                    Map.entry("warren.primary.tokens-per-minute", "60000000"),
                    Map.entry("warren.outage.max-wait", "1m"),
                    Map.entry("warren.outage.probe-interval", "50ms"));
        }
    }

    @Inject
    ModelChain chain;

    @Inject
    Features features;

    @Inject
    MetricRegistry metrics;

    FakeEndpoint primary;
    FakeEndpoint secondary;

    private final CallLog log = new CallLog();

    @BeforeEach
    void healthyAndAwake() {
        primary.responds(label("billing"));
        secondary.responds(label("shipping"));
        await().until(() -> answer("triage", new CallLog()).provider().equals("primary"));
        primary.responds(label("billing"));
    }

    @Test
    void everyRequestCarriesTheIdOfItsCall() {
        // Given
        primary.responds(status(500), label("billing"));

        // When
        answer("triage", log);

        // Then
        assertThat(primary.requests().stream().map(request -> request.getHeader("X-Client-Request-Id")))
                .hasSize(2)
                .doesNotHaveDuplicates()
                .containsExactlyElementsOf(log.calls().stream()
                        .map(call -> call.id().orElseThrow())
                        .toList());
    }

    @Test
    void aShortRestIsWaitedForAndTheCallIsRepeated() {
        // Given
        primary.responds(patience(429, "1"), label("billing"));
        long before = System.nanoTime();

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("primary");
        assertThat(attempts()).containsExactly("primary 1 rate-limited", "primary 2 answered");
        assertThat(System.nanoTime() - before)
                .isGreaterThanOrEqualTo(Duration.ofMillis(900).toNanos());
    }

    @Test
    void aLongRestIsLeftToTheProviderAndTheNextOneIsAsked() {
        // Given
        primary.responds(patience(503, "3600"));

        // When
        Answered answered = answer("triage", log);

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts()).containsExactly("primary 1 unavailable", "primary 0 resting", "secondary 1 answered");
        CallLog other = new CallLog();
        answer("triage", other);
        assertThat(other.calls().getFirst().outcome().word()).isEqualTo("resting");
        assertThat(primary.requests()).hasSize(1);
    }

    @Test
    void inAnOutageEventsWaitWhileOtherFeaturesGoOnAndAreAnsweredWhenItEnds() throws Exception {
        // Given
        primary.responds(status(500));
        secondary.responds(status(500));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Answered>> waiting = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                waiting.add(threads.submit(() -> answer("remote-only", new CallLog())));
            }
            await().until(() -> gauge("warren.outage", "chain", "primary,secondary") == 1);

            // When
            Answered other = answer("triage", log);

            // Then
            assertThat(other.provider()).isEqualTo("local");
            assertThat(waiting).noneMatch(Future::isDone);
            primary.responds(label("billing"));
            for (Future<Answered> each : waiting) {
                assertThat(each.get().provider()).isEqualTo("primary");
            }
            assertThat(gauge("warren.outage", "chain", "primary,secondary")).isZero();
        }
    }

    @Test
    void theClientHasAConnectionForEveryCallInFlight() throws Exception {
        // Given
        int calls = 60;
        primary.awaits(calls);
        List<Future<Answered>> inFlight = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                inFlight.add(threads.submit(() -> answer("triage", new CallLog())));
            }
        }

        // Then
        for (Future<Answered> each : inFlight) {
            assertThat(each.get().provider()).isEqualTo("primary");
        }
    }

    @Test
    void thePlacesAtAProviderAreGauged() {
        assertThat(gauge("warren.provider.limit", "provider", "primary")).isPositive();
        assertThat(gauge("warren.provider.in.flight", "provider", "primary")).isZero();
        assertThat(gauge("warren.provider.waiting", "provider", "primary")).isZero();
        assertThat(gauge("warren.provider.limit", "provider", "local")).isPositive();
        assertThat(gauge("warren.provider.in.flight", "provider", "local")).isNotNegative();
        assertThat(gauge("warren.provider.waiting", "provider", "local")).isZero();
        assertThat(gauge("warren.provider.retry.after.seconds", "provider", "primary"))
                .isNotPositive();
    }

    private long gauge(String name, String tag, String value) {
        return ((Number) metrics.getGauge(new MetricID(name, new Tag(tag, value)))
                        .getValue())
                .longValue();
    }

    private Answered answer(String name, CallLog to) {
        Feature feature = features.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return chain.answer(
                Question.of(feature, "My invoice is wrong", CallAttributions.SOMEBODY),
                feature.providers(),
                to,
                () -> {});
    }

    private List<String> attempts() {
        return log.calls().stream().map(GuardedChainTest::words).toList();
    }

    private static String words(CallLogEntry call) {
        return call.provider() + " " + call.attempt() + " " + call.outcome().word();
    }
}

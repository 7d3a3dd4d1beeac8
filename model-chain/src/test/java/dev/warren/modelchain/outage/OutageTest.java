package dev.warren.modelchain.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.v1.Kind;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.outage.UnavailableException.Finding;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.metrics.SharedMetricRegistries;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutageTest {

    private static final List<String> DOWN = List.of("primary");
    private static final List<String> WORKS = List.of("secondary");
    private static final List<String> EMBEDDED = List.of("primary", "local");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private Outage outage = outage(DOWN, WORKS);

    @AfterEach
    void end() {
        outage.stop(new ShutdownEvent());
        threads.close();
    }

    @Test
    void otherChainsGoOn() {
        // Given
        Future<String> waiting = threads.submit(() -> outage.outlast(DOWN, OutageTest::nobody));

        // When
        String answer = outage.outlast(WORKS, () -> "answer");

        // Then
        assertThat(answer).isEqualTo("answer");
        assertThat(waiting).isNotDone();
    }

    @Test
    void whoHasToWaitIsKnownBefore() {
        // When
        Future<String> waiting = threads.submit(() -> outage.outlast(DOWN, OutageTest::nobody));

        // Then
        await().until(() -> outage.prospect(DOWN) == Prospect.WAIT);
        assertThat(outage.prospect(WORKS)).isEqualTo(Prospect.PROBABLE_ANSWER);
        assertThat(outage.prospect(EMBEDDED)).isEqualTo(Prospect.ANSWER);
        assertThat(waiting).isNotDone();
    }

    @Test
    void aChainWithTheEmbeddedModelsNeverWaits() {
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> outage.outlast(EMBEDDED, OutageTest::nobody));
    }

    @Test
    void whileAnotherChainWorksNotAllRoomIsUsedForWaiting() {
        // When
        List<Future<String>> visitors = submit(6);

        // Then
        await().until(() -> visitors.stream().filter(Future::isDone).count() == 4);
    }

    @Test
    void whenNothingElseWorksAllMayWait() {
        // Given
        outage = outage(DOWN);

        // When
        List<Future<String>> visitors = submit(6);

        // Then
        await().pollDelay(Duration.ofMillis(50)).until(() -> visitors.stream().noneMatch(Future::isDone));
    }

    private static String nobody() {
        throw new UnavailableException(Finding.KNOWN, "down");
    }

    private List<Future<String>> submit(int visitors) {
        List<Future<String>> submitted = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            submitted.add(threads.submit(() -> outage.outlast(DOWN, OutageTest::nobody)));
        }
        return submitted;
    }

    @SafeVarargs
    private static Outage outage(List<String>... chains) {
        List<Feature> features = new ArrayList<>();
        for (List<String> chain : chains) {
            features.add(new Feature(
                    String.join("-", chain),
                    Kind.SUMMARY,
                    1,
                    List.of("*"),
                    List.of(),
                    chain,
                    1000,
                    BigDecimal.ZERO,
                    List.of(),
                    3,
                    100,
                    OnExhausted.HOLD,
                    new Feature.Cache(false, Duration.ofDays(1)),
                    OnConflict.KEEP));
        }
        OutageSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OutageSettings.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("warren.outage.max-waiting", "2", "warren.outage.probe-interval", "10ms"),
                        "written",
                        100))
                .build()
                .getConfigMapping(OutageSettings.class);
        return new Outage(settings, new Features(features), SharedMetricRegistries.getOrCreate("outage-test"));
    }
}

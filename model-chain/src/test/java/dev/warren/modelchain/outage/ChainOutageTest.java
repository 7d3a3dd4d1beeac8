package dev.warren.modelchain.outage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.feature.OnConflict;
import dev.warren.modelchain.feature.OnExhausted;
import dev.warren.modelchain.feature.SkillSettings;
import dev.warren.modelchain.outage.ChainUnavailableException.Finding;
import dev.warren.modelchain.testing.Verdict;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChainOutageTest {

    private static final List<String> DOWN = List.of("primary");
    private static final List<String> WORKS = List.of("secondary");
    private static final List<String> EMBEDDED = List.of("primary", "local");
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean modelsAreMissing;
    private ChainOutage chainOutage = outage(DOWN, WORKS);

    @AfterEach
    void end() {
        chainOutage.stop(new ShutdownEvent());
        threads.close();
    }

    @Test
    void otherChainsGoOn() {
        // Given
        Future<String> waiting = threads.submit(() -> outlast(DOWN, ChainOutageTest::nobody));

        // When
        String answer = outlast(WORKS, () -> "answer");

        // Then
        assertThat(answer).isEqualTo("answer");
        assertThat(waiting).isNotDone();
    }

    @Test
    void whoHasToWaitIsKnownBefore() {
        // When
        Future<String> waiting = threads.submit(() -> outlast(DOWN, ChainOutageTest::nobody));

        // Then
        await().until(() -> chainOutage.prospect(feature(DOWN)) == ChainStatus.WAIT);
        assertThat(chainOutage.prospect(feature(WORKS))).isEqualTo(ChainStatus.PROBABLE_ANSWER);
        assertThat(chainOutage.prospect(feature(EMBEDDED))).isEqualTo(ChainStatus.ANSWER);
        assertThat(waiting).isNotDone();
    }

    @Test
    void aChainWithTheEmbeddedModelsNeverWaits() {
        assertThatExceptionOfType(ChainUnavailableException.class)
                .isThrownBy(() -> outlast(EMBEDDED, ChainOutageTest::nobody));
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
        chainOutage = outage(DOWN);

        // When
        List<Future<String>> visitors = submit(6);

        // Then
        await().pollDelay(Duration.ofMillis(50)).until(() -> visitors.stream().noneMatch(Future::isDone));
    }

    @Test
    void aChainWhoseEmbeddedModelsCannotBeLoadedWaitsForThem() {
        // Given
        chainOutage = outage(EMBEDDED);
        modelsAreMissing = true;
        AtomicBoolean loaded = new AtomicBoolean();

        // When
        Future<String> waiting = threads.submit(() -> outlast(EMBEDDED, () -> loaded.get() ? "answer" : nobody()));
        await().until(() -> chainOutage.prospect(feature(EMBEDDED)) == ChainStatus.WAIT);
        loaded.set(true);

        // Then
        await().until(() -> waiting.state() == Future.State.SUCCESS);
    }

    @Test
    void modelsThatCannotBeLoadedForOneFeatureAreNoOutageOfAnother() {
        // Given
        modelsAreMissing = true;
        Future<String> waiting = threads.submit(() -> outlast(EMBEDDED, ChainOutageTest::nobody));
        await().until(() -> chainOutage.prospect(feature(EMBEDDED)) == ChainStatus.WAIT);

        // When
        ChainStatus other = chainOutage.prospect(feature("another", EMBEDDED));

        // Then
        assertThat(other).isEqualTo(ChainStatus.PROBABLE_ANSWER);
        assertThat(waiting).isNotDone();
    }

    private <T> T outlast(List<String> chain, Supplier<T> asking) {
        return chainOutage.outlast(feature(chain), chain, new SimpleChainCaller<>(asking));
    }

    private static String nobody() {
        throw new ChainUnavailableException(Finding.KNOWN, "down");
    }

    private List<Future<String>> submit(int visitors) {
        List<Future<String>> submitted = new ArrayList<>();
        for (int i = 0; i < visitors; i++) {
            submitted.add(threads.submit(() -> outlast(DOWN, ChainOutageTest::nobody)));
        }
        return submitted;
    }

    private static Feature feature(List<String> chain) {
        return feature(String.join("-", chain), chain);
    }

    private static Feature feature(String name, List<String> chain) {
        return new Feature(
                name,
                Verdict.KIND,
                1,
                List.of("*"),
                List.of(),
                chain,
                1000,
                BigDecimal.ZERO,
                SkillSettings.NONE,
                OnExhausted.HOLD,
                new Feature.Cache(false, Duration.ofDays(1)),
                OnConflict.KEEP);
    }

    @SafeVarargs
    private ChainOutage outage(List<String>... chains) {
        List<Feature> features = new ArrayList<>();
        for (List<String> chain : chains) {
            features.add(feature(chain));
        }
        OutageSettings settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(OutageSettings.class)
                .withSources(new PropertiesConfigSource(
                        Map.of("warren.outage.max-waiting-events", "2", "warren.outage.probe-interval", "10ms"),
                        "written",
                        100))
                .build()
                .getConfigMapping(OutageSettings.class);
        return new ChainOutage(
                settings,
                new Features(features),
                feature -> modelsAreMissing,
                SharedMetricRegistries.getOrCreate("outage-test"));
    }
}

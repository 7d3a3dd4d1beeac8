package dev.warren.aiconsumer.replay.run;

import static dev.warren.aiconsumer.replay.ReplayClient.awaitState;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.aiconsumer.estimate.CallEstimator;
import dev.warren.aiconsumer.replay.FailingStore;
import dev.warren.aiconsumer.replay.History;
import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayConfig;
import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.aiconsumer.replay.ReplayStatus;
import dev.warren.aiconsumer.replay.ReplayStore;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service's own runner takes over what another process has begun, which is played by the test. */
@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class HandOverTest {

    private static final Duration CHECKPOINT = Duration.ofMillis(50);
    private static final int EVENTS = 20;
    private static final String OTHER = "the-other-process";

    private static final String TAKEN = """
            insert into replay (name, feature, from_time, to_time, providers, rate, requested_by, state, holder, held_until)
            values (?, ?, ?, ?, '{}', 10, 'ada', 'running', ?, now() + interval '2 seconds')
            """;

    Broker broker;
    FakeEndpoint endpoint;

    @Inject
    ServiceDatabase database;

    @Inject
    ReplayConfig config;

    @Inject
    EventLogFactory eventLogFactory;

    @Inject
    CloudEventCodec codec;

    @Inject
    CallEstimator callEstimator;

    @Inject
    EventWork work;

    @Inject
    MessageSink messageSink;

    @Inject
    Features features;

    private History history;
    private String results;

    @BeforeEach
    void nobodyListens() {
        broker.unbind("classifier.events", "events", "#");
        history = new History(broker);
        results = broker.probe("results", "tone.completed.#");
        endpoint.answers(Duration.ZERO);
    }

    @AfterEach
    void listenAgain() {
        broker.bind("classifier.events", "events", "#");
    }

    @Test
    void afterACrashAnotherProcessGoesOnAndNothingIsPaidTwice() throws Exception {
        // Given
        history.publish("crashed", EVENTS);
        FailingStore store = new FailingStore(database);
        ReplayRun run = taken("after-crash", store);
        Thread process = Thread.ofVirtual().start(() -> run(run));
        awaitCompleted(store, "after-crash", 3);

        // When
        store.vanish();
        process.interrupt();
        process.join();
        Replay left = store.find("after-crash").orElseThrow();
        assertThat(left.status()).isEqualTo(ReplayStatus.RUNNING);
        assertThat(left.figures().completed()).isLessThan(EVENTS);

        // Then
        JsonPath done = awaitState("after-crash", "done");
        assertThat(done.getInt("read")).isEqualTo(EVENTS);
        assertThat(done.getInt("completed")).isEqualTo(EVENTS);
        List<String> ids = broker.drain(results).stream()
                .map(ReceivedMessage::properties)
                .map(properties -> properties.getMessageId())
                .distinct()
                .toList();
        assertThat(ids).hasSize(EVENTS);
        assertThat(IntStream.rangeClosed(1, EVENTS).map(i -> endpoint.calls("review crashed-" + i + ",")))
                .as("a call in flight may be repeated, an answer is not bought again")
                .allMatch(calls -> calls == 1);
        assertThat(done.getInt("calls")).isEqualTo(EVENTS);
    }

    @Test
    void aProcessThatStopsHandsTheReplayOverAtOnce() throws Exception {
        // Given
        history.publish("stopped", EVENTS);
        ReplayRun run = taken("after-stop", new ReplayStore(database));
        Thread process = Thread.ofVirtual().start(() -> run(run));
        awaitCompleted(new ReplayStore(database), "after-stop", 3);

        // When
        run.leave();
        process.join();

        // Then
        JsonPath done = awaitState("after-stop", "done");
        assertThat(done.getInt("completed")).isEqualTo(EVENTS);
        assertThat(done.getInt("calls")).isEqualTo(EVENTS);
        assertThat(broker.drain(results)).hasSize(EVENTS);
    }

    @Test
    void aProcessThatLostTheReplayStopsWorkingOnIt() throws Exception {
        // Given
        history.publish("lost", EVENTS);
        ReplayStore store = new ReplayStore(database);
        ReplayRun run = taken("elsewhere", store);
        Thread process = Thread.ofVirtual().start(() -> run(run));
        awaitCompleted(store, "elsewhere", 1);

        // When
        store.leave("elsewhere", OTHER);

        // Then
        process.join();
        assertThat(awaitState("elsewhere", "done").getInt("completed")).isEqualTo(EVENTS);
    }

    @Test
    void aReplayWhoseFeatureIsGoneFails() {
        // When
        new ReplayStore(database).add(order("gone", "no-such-feature"));

        // Then
        assertThat(awaitState("gone", "failed").getString("why")).contains("no-such-feature");
    }

    @Test
    void aReplayInAStateOfAnotherVersionHidesNoOther() throws SQLException {
        // Given
        ReplayStore store = new ReplayStore(database);
        store.add(order("of-a-newer-version", "no-such-feature"));
        store.add(order("known", "no-such-feature"));
        awaitState("of-a-newer-version", "failed");
        try (Connection connection = database.connect();
                Statement update = connection.createStatement()) {
            update.executeUpdate("update replay set state = 'paused' where name = 'of-a-newer-version'");
        }

        // When
        List<Replay> latest = store.latest(10);

        // Then
        assertThat(latest)
                .extracting(replay -> replay.order().name())
                .contains("known")
                .doesNotContain("of-a-newer-version");
    }

    /** A replay that the other process has taken from the beginning. */
    private ReplayRun taken(String name, ReplayStore store) throws SQLException {
        Feature tone = features.all().getFirst();
        try (Connection connection = database.connect();
                PreparedStatement insert = connection.prepareStatement(TAKEN)) {
            insert.setString(1, name);
            insert.setString(2, tone.name());
            insert.setObject(3, history.from().atOffset(ZoneOffset.UTC));
            insert.setObject(4, history.to().atOffset(ZoneOffset.UTC));
            insert.setString(5, OTHER);
            insert.executeUpdate();
        }
        return new ReplayRunFactory(store, config, eventLogFactory, codec, callEstimator, work, messageSink)
                .of(store.find(name).orElseThrow(), tone, OTHER);
    }

    private static void awaitCompleted(ReplayStore store, String name, int events) {
        Awaitility.await().until(() -> store.find(name).orElseThrow().figures().completed() >= events);
    }

    private ReplaySpec order(String name, String feature) {
        return new ReplaySpec(
                name,
                feature,
                history.from(),
                history.to(),
                null,
                List.of(),
                BigDecimal.valueOf(20),
                null,
                null,
                "ada");
    }

    private static void run(ReplayRun run) {
        try {
            run.run(CHECKPOINT, Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.warren.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.notifier.SseClient;
import dev.warren.notifier.stream.request.StreamPosition;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StreamGapTest.SmallWindow.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class StreamGapTest {

    private static final String LOG = "results.log";
    private static final Map<String, Object> SHORT_RETENTION =
            Map.of("x-queue-type", "stream", "x-max-length-bytes", 200_000, "x-stream-max-segment-size-bytes", 50_000);

    /** So small that whoever resumes has to read from the broker. */
    public static final class SmallWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.window-frames", "10",
                    "warren.notifier.stream.heartbeat", "200ms",
                    "warren.notifier.stream.max-backoff", "500ms",
                    "warren.notifier.stream.broker-timeout", "1s");
        }
    }

    Broker broker;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    StreamTail streamTail;

    @Inject
    FrameWindow window;

    /** Replaces the log by one that has not come as far. */
    @BeforeEach
    void logWithShortRetention() throws Exception {
        positionOf("first in the log that is replaced");
        IntStream.range(0, 20).forEach(number -> result("number " + number).to(broker));
        String last = positionOf("last in the log that is replaced");
        try (Connection connection = administrator();
                Channel channel = connection.createChannel()) {
            channel.queueDelete(LOG);
        }
        broker.declare(LOG, SHORT_RETENTION);
        broker.bind(LOG, "results", "#");
        broker.bind(LOG, "alerts", "#");
        assertThat(offset(last)).isGreaterThan(20);
    }

    @Test
    void logThatIsReplacedIsFollowedFromItsBeginning() {
        // Given
        awaitEmptyLog();
        try (SseClient client = connect("")) {
            // When
            result("first in the new log").to(broker);

            // Then
            await().atMost(Broker.PATIENCE).until(() -> client.events().size() == 1);
            assertThat(client.events()).extracting(SseClient.Event::name).containsExactly("result");
            assertThat(client.events().getFirst().offset()).isZero();
        }
    }

    @Test
    void clientLearnsWhatRetentionHasTakenAndGoesOnBehindIt() throws Exception {
        // Given
        String position = positionOf("first");
        for (int number = 0; number < 200; number++) {
            result("x".repeat(4096)).to(broker);
        }
        String last = positionOf("last");

        // When
        try (SseClient client = connect("?lastEventId=" + position)) {
            await().until(() -> client.lastId() != null && offset(client.lastId()) >= offset(last));

            // Then
            SseClient.Event gap = client.events().getFirst();
            JsonNode data = new ObjectMapper().readTree(gap.data()).path("data");
            assertThat(gap.name()).isEqualTo("gap");
            assertThat(data.path("from").asText()).isEqualTo(position);
            assertThat(data.path("to").asText()).isEqualTo(gap.id());
            assertThat(data.path("reason").asText()).isEqualTo("expired");
            assertThat(data.path("remedy").asText()).contains("GET /v1/events/{id}");
            assertThat(client.events().subList(1, client.events().size()))
                    .allMatch(event -> event.name().equals("result"))
                    .first()
                    .extracting(SseClient.Event::offset)
                    .isEqualTo(gap.offset());
            assertResumesWithoutAnotherGap(gap);
        }
    }

    @Test
    void clientWithAPositionThatTheLogHasNotReachedIsToldAndGetsWhatTheLogHas() {
        // Given
        positionOf("last");

        // When
        try (SseClient client = connect("?lastEventId=123456789-00000000")) {
            // Then
            assertGapAndWhatTheLogHas(client);
        }
    }

    @Test
    void positionOfAnotherLogIsAGapAlthoughTheLogIsPastIt() throws Exception {
        // Given
        String position = positionOf("of the other log");
        logWithShortRetention();
        await().atMost(Broker.PATIENCE).until(() -> offset(positionOf("of this log")) > offset(position) + 20);

        // When
        try (SseClient client = connect("", "Last-Event-ID", position)) {
            // Then
            assertGapAndWhatTheLogHas(client);
        }
    }

    @Test
    void clientThatIsConnectedWhileTheLogIsReplacedIsTold() throws Exception {
        // Given
        positionOf("of the other log");
        try (SseClient client = connect("")) {
            await().until(() -> client.lastId() != null);

            // When
            logWithShortRetention();
            positionOf("of this log");

            // Then
            await().atMost(Broker.PATIENCE).until(() -> !gaps(client).isEmpty());
            assertThat(gaps(client).getFirst().data()).contains("other-log");
            assertThat(client.events()
                            .get(client.events().indexOf(gaps(client).getFirst()) + 1)
                            .offset())
                    .isZero();
        }
    }

    @Test
    void clientThatConnectsToAnEmptyLogMissesNothingAlthoughItIsCutBeforeItsFirstResult() {
        // Given
        awaitEmptyLog();
        String position;
        try (SseClient client = connect("")) {
            await().until(() -> client.lastId() != null);
            position = client.lastId();
        }

        // When
        IntStream.range(0, 30).forEach(number -> result("number " + number).to(broker));
        positionOf("last");

        // Then
        try (SseClient client = connect("", "Last-Event-ID", position)) {
            await().until(() -> client.events().size() >= 31);
            assertThat(client.events()).allMatch(event -> event.name().equals("result"));
            assertThat(client.events().getFirst().data()).contains("number 0");
        }
    }

    private void awaitEmptyLog() {
        await().atMost(Broker.PATIENCE)
                .until(() -> streamTail.connected() && window.end().equals(Optional.of(StreamPosition.START)));
    }

    private static void assertGapAndWhatTheLogHas(SseClient client) {
        await().atMost(Broker.PATIENCE).until(() -> client.events().size() > 1);
        assertThat(client.events().getFirst().name()).isEqualTo("gap");
        assertThat(client.events().getFirst().data()).contains("other-log");
        assertThat(client.events().get(1).offset()).isZero();
        assertThat(gaps(client)).hasSize(1);
    }

    private static List<SseClient.Event> gaps(SseClient client) {
        return client.events().stream()
                .filter(event -> event.name().equals("gap"))
                .toList();
    }

    private static long offset(String id) {
        return new SseClient.Event(id, null, null).offset();
    }

    private void assertResumesWithoutAnotherGap(SseClient.Event gap) {
        try (SseClient client = connect("", "Last-Event-ID", gap.id())) {
            await().until(() -> !client.events().isEmpty());
            assertThat(client.events().getFirst().name()).isEqualTo("result");
            assertThat(client.events().getFirst().offset()).isEqualTo(gap.offset());
        }
    }

    /** Publishes until it is delivered; what was published before may still be on its way when the client comes. */
    private String positionOf(String summary) {
        await().atMost(Broker.PATIENCE).until(() -> window.end().isPresent());
        try (SseClient client = connect("")) {
            return await().atMost(Broker.PATIENCE)
                    .until(
                            () -> {
                                result(summary).to(broker);
                                return delivered(client, summary);
                            },
                            Optional::isPresent)
                    .orElseThrow()
                    .id();
        }
    }

    private static Optional<SseClient.Event> delivered(SseClient client, String summary) {
        return client.events().stream()
                .filter(event -> event.data().contains('"' + summary + '"'))
                .findFirst();
    }

    private static PublishedMessage result(String summary) {
        EventRef event = new EventRef("/test", "e-1", "document.added");
        return PublishedMessage.completed(event, "digest", "u-1", summary, Instant.now());
    }

    private SseClient connect(String query, String... headers) {
        return SseClient.open(URI.create(stream + query), headers);
    }

    private Connection administrator() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(System.getenv("WARREN_AMQP_URL"));
        factory.setVirtualHost(URI.create(broker.serviceUrl()).getPath().substring(1));
        return factory.newConnection();
    }
}

package dev.warren.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.notifier.SseClient;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BacklogReaderTest.OnePlace.class)
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
@WithTestResource(PrivateDatabase.class)
class BacklogReaderTest {

    private static final int HISTORY = 8_000;
    private static final int PORTION = 50;

    /** One reads, one waits, and the next is one too many. */
    public static final class OnePlace implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.window-frames", "10",
                    "warren.notifier.stream.heartbeat", "200ms",
                    "warren.notifier.stream.max-replays", "1",
                    "warren.notifier.stream.max-waiting-replays", "1",
                    "warren.notifier.stream.replay-frames", String.valueOf(PORTION));
        }
    }

    Broker broker;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    StreamTail streamTail;

    @Inject
    FrameWindow window;

    @Inject
    BacklogReader backlogReader;

    @Inject
    MetricRegistry metrics;

    @BeforeEach
    void history() {
        await().until(streamTail::connected);
        byte[] body = "{\"type\":\"dev.warren.result.completed\"}".getBytes(StandardCharsets.UTF_8);
        broker.publishAll("results", "x", Stream.generate(() -> body).limit(HISTORY), new AMQP.BasicProperties());
        await().atMost(Broker.PATIENCE)
                .until(() ->
                        window.end().filter(end -> end.offset() >= HISTORY - 1).isPresent());
    }

    @Test
    void readingEndsWithTheClientAndOneTooManyIsToldToComeBack() {
        // Given
        SseClient reading = connect("?feature=none&lastEventId=start");
        awaitReading();
        broker.wire().freeze();
        SseClient waiting = connect("?feature=none&lastEventId=start");
        await().until(() -> backlogReader.waiting() == 1);

        // When
        try (SseClient refused = connect("?feature=none&lastEventId=start")) {
            // Then
            await().until(refused::ended);
            assertThat(refused.notices()).singleElement().satisfies(notice -> assertThat(notice.data())
                    .contains("too-many-replays"));
        }

        // When
        long before = replayed();
        waiting.close();
        await().until(() -> backlogReader.waiting() == 0);
        reading.close();
        broker.wire().thaw();

        // Then
        await().atMost(Broker.PATIENCE).until(() -> backlogReader.reading() == 0);
        assertThat(replayed() - before).isLessThanOrEqualTo(2 * PORTION);
    }

    @Test
    void placesAreGivenBackSoThatShortHistoryNeedNotWaitForLongHistory() {
        // Given
        String position;
        try (SseClient client = connect("?feature=short")) {
            await().until(() -> client.lastId() != null);
            position = client.lastId();
        }
        EventRef event = new EventRef("/test", "e-1", "document.added");
        for (int number = 0; number < 20; number++) {
            PublishedMessage.completed(event, "short", "u-1", "summary " + number, Instant.now())
                    .to(broker);
        }
        try (SseClient lengthy = connect("?feature=none&lastEventId=start")) {
            awaitReading();

            // When
            try (SseClient brief = connect("?feature=short", "Last-Event-ID", position)) {
                // Then
                await().until(() -> brief.events().size() == 20);
                assertThat(lengthy.notices()).extracting(SseClient.Event::name).doesNotContain("caught-up");
            }
        }
    }

    private SseClient connect(String query, String... headers) {
        return SseClient.open(URI.create(stream + query), headers);
    }

    private void awaitReading() {
        await().pollInterval(Duration.ofMillis(5)).until(() -> backlogReader.reading() == 1);
    }

    private long replayed() {
        return metrics.counter("warren.notifier.frames.replayed").getCount();
    }
}

package dev.warren.notifier.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(StreamTest.SmallWindow.class)
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
@WithTestResource(PrivateDatabase.class)
class StreamTest {

    /** So small that whoever resumes has to read from the broker. */
    public static final class SmallWindow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.window-frames", "50",
                    "warren.notifier.stream.buffer-frames", "20",
                    "warren.notifier.stream.heartbeat", "200ms",
                    "warren.notifier.stream.position-interval", "1s",
                    "warren.notifier.stream.max-clients-per-address", "1000",
                    "warren.notifier.stream.max-backoff", "500ms",
                    "warren.notifier.stream.broker-timeout", "3s");
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
    Subscribers subscribers;

    /** Different in every test, so that none sees what another has published. */
    private final String feature = "feature-" + UUID.randomUUID();

    @BeforeEach
    void tailConnected() {
        await().until(streamTail::connected);
    }

    @Test
    void resultArrivesAsOneFrameWithItsPositionAndTheCloudEvent() throws Exception {
        // Given
        try (SseClient client = connect("?feature=" + feature)) {
            // When
            PublishedMessage publishedMessage = result(1);
            publishedMessage.to(broker);

            // Then
            await().until(() -> client.events().size() == 1);
            SseClient.Event frame = client.events().getFirst();
            JsonNode data = new ObjectMapper().readTree(frame.data());
            assertThat(frame.name()).isEqualTo("result");
            assertThat(frame.offset()).isNotNegative();
            assertThat(data.path("id").asText())
                    .isEqualTo(publishedMessage.event().getId());
            assertThat(data.path("type").asText()).isEqualTo("dev.warren.result.completed");
            assertThat(data.path("data").path("output").path("summary").asText())
                    .isEqualTo("summary 1");
            assertThat(client.header("Content-Type")).startsWith("text/event-stream");
            assertThat(client.header("Cache-Control")).isEqualTo("no-store");
            assertThat(client.header("X-Accel-Buffering")).isEqualTo("no");
        }
    }

    @Test
    void alertArrivesAsAlert() {
        // Given
        try (SseClient client = connect("?type=dev.warren.alert.*")) {
            // When
            PublishedMessage.alert("usage-unpriced").to(broker);

            // Then
            await().until(() -> client.events().size() == 1);
            assertThat(client.events().getFirst().name()).isEqualTo("alert");
            assertThat(client.events().getFirst().data()).contains("usage-unpriced");
        }
    }

    @Test
    void whatASummarySaysToAllReachesThoseAloneWhomItIsAbout() {
        // Given
        String user = "u-" + feature;
        String team = "t-" + feature;
        try (SseClient all = connect("?type=dev.warren.alert.*");
                SseClient own = connect("?user=" + user);
                SseClient theTeams = connect("?team=" + team)) {
            // When
            PublishedMessage.alertOf("one", user, team).to(broker);
            PublishedMessage.alertOf("two", "unattributed", team).to(broker);
            PublishedMessage.alertOf("three", "u-other", null).to(broker);
            PublishedMessage.alert("four").to(broker);

            // Then
            await().until(() -> !all.events().isEmpty()
                    && !own.events().isEmpty()
                    && !theTeams.events().isEmpty());
            assertThat(all.events()).singleElement().satisfies(frame -> assertThat(frame.data())
                    .contains("\"four\""));
            assertThat(own.events()).singleElement().satisfies(frame -> assertThat(frame.data())
                    .contains("\"one\""));
            assertThat(theTeams.events()).singleElement().satisfies(frame -> assertThat(frame.data())
                    .contains("\"two\""));
        }
    }

    @Test
    void resultsOfAReplayReachThoseAloneWhoNameIt() {
        // Given
        try (SseClient live = connect("?feature=" + feature);
                SseClient replay = connect("?replay=better-prompt&feature=" + feature)) {
            // When
            result(1).inReplay("better-prompt").to(broker);
            result(2).inReplay("better-model").to(broker);
            result(3).to(broker);

            // Then
            await().until(() -> !live.events().isEmpty() && !replay.events().isEmpty());
            assertThat(live.events()).singleElement().satisfies(frame -> assertThat(frame.data())
                    .contains("summary 3"));
            assertThat(replay.events()).singleElement().satisfies(frame -> assertThat(frame.data())
                    .contains("summary 1", "better-prompt"));
        }
    }

    @Test
    void clientHasAPositionFromTheFirstFrameOnInAFrameWithData() {
        // Given
        result(1).to(broker);

        // When
        try (SseClient client = connect("?feature=none")) {
            // Then
            await().until(() -> client.lastId() != null);
            assertThat(client.notices().getFirst().name()).isEqualTo("caught-up");
            assertThat(client.notices().getFirst().data()).contains("dev.warren.stream.caught-up");
        }
    }

    @Test
    void positionOfAClientThatTheFilterLeavesWithNothingIsToldInAFrameWithDataNowAndThen() {
        // Given
        try (SseClient all = connect("?feature=" + feature);
                SseClient none = connect("?feature=none")) {
            // When
            result(1).to(broker);

            // Then
            await().until(() -> !all.events().isEmpty());
            String position = all.events().getFirst().id();
            await().until(() -> position.equals(none.lastId()));
            await().until(() -> none.comments().size() > 8);
            assertThat(none.notices()).extracting(SseClient.Event::name).containsExactly("caught-up", "position");
            assertThat(none.events()).isEmpty();
        }
    }

    @Test
    void clientThatResumesIsToldThatItHasCaughtUpBehindWhatItMissed() {
        // Given
        String before = positionNow();
        IntStream.range(0, 100).forEach(number -> result(number).to(broker));

        // When
        try (SseClient client = connect("?feature=" + feature, "Last-Event-ID", before)) {
            // Then
            await().until(() -> !client.notices().isEmpty());
            assertThat(client.events()).hasSize(100);
            assertThat(client.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.name()).isEqualTo("caught-up");
                assertThat(notice.id()).isEqualTo(client.events().getLast().id());
            });
        }
    }

    @Test
    void positionMovesWhileHistoryIsReadThatTheFilterLeavesNothingOf() {
        // Given
        String before = positionNow();
        IntStream.range(0, 200).forEach(number -> result(number).to(broker));

        // When
        try (SseClient client = connect("?feature=none", "Last-Event-ID", before)) {
            // Then
            await().until(() -> !client.notices().isEmpty());
            assertThat(client.notices().getFirst().offset()).isGreaterThan(offset(before) + 100);
        }
    }

    @Test
    void filtersMustAllFitAndOfEachOneValueMust() {
        // Given
        String query = "?feature=other&feature=" + feature
                + "&user=u-1&user=u-2&event=e-1&event=e-2&event=e-3&type=dev.warren.result.*";
        try (SseClient client = connect(query)) {
            // When
            result("e-1", "u-1", "one").to(broker);
            result("e-2", "u-2", "two").to(broker);
            result("e-3", "u-3", "another user's").to(broker);
            result("e-4", "u-1", "another event").to(broker);
            PublishedMessage.completed(reference("e-1"), "third", "u-1", "another feature", Instant.now())
                    .to(broker);
            PublishedMessage.alert("another-type").to(broker);
            result("e-3", "u-1", "three").to(broker);

            // Then
            await().until(() -> client.events().size() == 3);
            assertThat(client.events())
                    .extracting(SseClient.Event::data)
                    .satisfiesExactly(
                            one -> assertThat(one).contains("\"one\""),
                            two -> assertThat(two).contains("\"two\""),
                            three -> assertThat(three).contains("\"three\""));
        }
    }

    @Test
    void resumesWithoutHoleOrDuplicateWhilePublishingContinues() throws Exception {
        // Given
        int total = 600;
        List<SseClient.Event> seen = new ArrayList<>();
        String lastId;
        Thread publisher;
        try (SseClient client = connect("?feature=" + feature)) {
            publisher = Thread.ofVirtual().start(() -> IntStream.range(0, total)
                    .forEach(number -> result(number).to(broker)));
            await().until(() -> client.events().size() > 50);
            seen.addAll(client.events());
            lastId = seen.getLast().id();
        }

        // When
        await().until(() -> windowIsPast(offset(lastId)));
        try (SseClient client = connect("?feature=" + feature, "Last-Event-ID", lastId)) {
            await().until(() -> seen.size() + client.events().size() >= total);
            publisher.join();
            seen.addAll(client.events());
        }

        // Then
        assertThat(seen).extracting(SseClient.Event::offset).isSorted().doesNotHaveDuplicates();
        assertThat(seen).hasSize(total).extracting(this::summary).containsExactlyElementsOf(summaries(total));
    }

    @Test
    void severalClientsReplayAtATimeAndTheHeaderCountsMoreThanTheParameter() {
        // Given
        int total = 200;
        String before = positionNow();
        IntStream.range(0, total).forEach(number -> result(number).to(broker));

        // When
        List<SseClient> clients = IntStream.range(0, 10)
                .mapToObj(n -> connect("?lastEventId=start&feature=" + feature, "Last-Event-ID", before))
                .toList();

        // Then
        clients.forEach(client -> {
            await().until(() -> client.events().size() == total);
            assertThat(client.events()).extracting(this::summary).containsExactlyElementsOf(summaries(total));
            client.close();
        });
    }

    @Test
    void whatIsPublishedWhileTheBrokerIsOutOfReachArrivesAfterwards() {
        // Given
        int total = 120;
        try (SseClient client = connect("?feature=" + feature)) {
            result(0).to(broker);
            await().until(() -> client.events().size() == 1);

            // When
            broker.wire().sever();
            await().until(() -> !streamTail.connected());
            IntStream.range(1, total).forEach(number -> result(number).to(broker));
            broker.wire().mend();

            // Then
            await().atMost(Broker.PATIENCE).until(() -> client.events().size() == total);
            assertThat(client.events()).extracting(this::summary).containsExactlyElementsOf(summaries(total));
            await().until(streamTail::connected);
        }
    }

    @Test
    void tailThatLosesItsConnectionUnderLoadDeliversEverythingOnce() {
        // Given
        int total = 400;
        try (SseClient client = connect("?feature=" + feature)) {
            // When
            IntStream.range(0, total).forEach(number -> {
                if (number % 100 == 50) {
                    broker.wire().cut();
                }
                result(number).to(broker);
            });

            // Then
            await().atMost(Broker.PATIENCE).until(() -> client.events().size() >= total);
            assertThat(client.events()).extracting(this::summary).containsExactlyElementsOf(summaries(total));
        }
    }

    @Test
    void clientThatReadsNothingDelaysNobodyTakesNoMemoryAndLosesNothing() throws Exception {
        // Given
        int total = 2_000;
        String large = "x".repeat(8 * 1024);
        String quick = "quick-" + feature;
        URI unreadAddress = URI.create(stream + "?feature=" + feature);
        try (UnreadingClient unread = new UnreadingClient(unreadAddress);
                SseClient reading = connect("?feature=" + quick)) {
            await().until(() -> subscribers.count() >= 2);
            long before = usedMemory();

            // When
            for (int number = 0; number < total; number++) {
                result("e-" + number, "u-1", large).to(broker);
                if (number % 100 == 99) {
                    int quickSoFar = number / 100 + 1;
                    PublishedMessage.completed(reference("q"), quick, "u-1", "quick", Instant.now())
                            .to(broker);
                    await("frame " + quickSoFar)
                            .atMost(Duration.ofSeconds(2))
                            .until(() -> reading.events().size(), size -> size == quickSoFar);
                }
            }

            // Then
            assertThat(usedMemory() - before).isLessThan((long) total * large.length() / 2);
            assertThat(unread.readResults(total)).hasSize(total).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void messageThatIsNoJsonIsSkipped() {
        // Given
        try (SseClient client = connect("?feature=" + feature)) {
            // When
            broker.publish("results", "x.completed", new byte[] {0, 1, 2}, new AMQP.BasicProperties());
            result(1).to(broker);

            // Then
            await().until(() -> client.events().size() == 1);
            assertThat(client.events().getFirst().data()).contains("summary 1");
        }
    }

    @Test
    void jsonOfSeveralLinesBecomesOneLine() throws Exception {
        // Given
        try (SseClient client = connect("?feature=" + feature)) {
            // When
            String json =
                    "{\"type\":\"t\",\r\n\n  \"data\":{\"feature\":\"%s\",\"text\":\"a\\nb\"}}".formatted(feature);
            broker.publish("results", "x", json.getBytes(StandardCharsets.UTF_8), new AMQP.BasicProperties());

            // Then
            await().until(() -> client.events().size() == 1);
            assertThat(new ObjectMapper().readTree(client.events().getFirst().data()))
                    .isEqualTo(new ObjectMapper().readTree(json));
        }
    }

    @Test
    void valuesOfFiltersAreTakenLiterally() {
        // Given
        EventRef twin = new EventRef("/other", "a,b", "document.added");
        try (SseClient client = connect("?event=a%2Cb&source=%2Ftest&user=eve%2Calice&feature=" + feature)) {
            // When
            result("a", "eve,alice", "part of the id").to(broker);
            result("a,b", "alice", "part of the user").to(broker);
            PublishedMessage.completed(twin, feature, "eve,alice", "another source", Instant.now())
                    .to(broker);
            result("a,b", "eve,alice", "this one").to(broker);

            // Then
            await().until(() -> !client.events().isEmpty());
            assertThat(client.events()).extracting(this::summary).containsExactly("this one");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            usr=u-42             | usr
            User=u-42            | User
            user=                | user
            user                 | user
            user=%FF             | UTF-8
            lastEventId=a&lastEventId=b | several
            """)
    void requestThatCanNeverWorkIsRefusedToEverybody(String query, String detail) {
        given().urlEncodingEnabled(false)
                .accept("text/event-stream")
                .get(stream + "?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "-1", "1.5", "50", "99999999999999999999", "5-00000000", "999999-00000000"})
    void positionThatIsNoneIsAGapAndTheClientGetsWhatTheLogHas(String position) {
        // Given
        result(1).to(broker);

        // When
        try (SseClient client = connect("?feature=" + feature + "&lastEventId=" + position)) {
            // Then
            await().atMost(Broker.PATIENCE).until(() -> client.events().size() == 2);
            assertThat(client.events().getFirst().name()).isEqualTo("gap");
            assertThat(client.events().getFirst().data()).contains("other-log");
            assertThat(client.events().getLast().data()).contains("summary 1");
        }
    }

    @Test
    void clientThatAsksForProblemsGetsOneForAPositionThatIsNone() {
        given().accept("application/problem+json")
                .header("Last-Event-ID", "abc")
                .get(stream)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("lastEventId"));
    }

    @Test
    void filterThatIsTooLargeIsRefused() {
        given().queryParam("user", "u".repeat(1025))
                .get(stream)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("user"));
        given().get(stream + "?" + "user=u&".repeat(101)).then().statusCode(400);
    }

    @Test
    void pageFromLocalhostMayReadAndOthersMayNot() {
        given().header("Origin", "http://localhost:3000")
                .get(stream + "?x=x")
                .then()
                .header("Access-Control-Allow-Origin", "http://localhost:3000");
        given().header("Origin", "https://example.org")
                .get(stream + "?x=x")
                .then()
                .statusCode(403);
    }

    private PublishedMessage result(int number) {
        return result("e-" + number, "u-1", "summary " + number);
    }

    private PublishedMessage result(String id, String user, String summary) {
        return PublishedMessage.completed(reference(id), feature, user, summary, Instant.now());
    }

    private static EventRef reference(String id) {
        return new EventRef("/test", id, "document.added");
    }

    private SseClient connect(String query, String... headers) {
        return SseClient.open(URI.create(stream + query), headers);
    }

    private String positionNow() {
        result("before", "u-1", "before").to(broker);
        try (SseClient client = connect("?feature=none")) {
            await().until(() -> client.lastId() != null);
            return client.lastId();
        }
    }

    private static long offset(String id) {
        return new SseClient.Event(id, null, null).offset();
    }

    private boolean windowIsPast(long offset) {
        return window.first() > offset + 1;
    }

    private String summary(SseClient.Event event) {
        try {
            return new ObjectMapper()
                    .readTree(event.data())
                    .at("/data/output/summary")
                    .asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> summaries(int count) {
        return IntStream.range(0, count).mapToObj(number -> "summary " + number).toList();
    }

    private static long usedMemory() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}

package dev.warren.deadletters;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
class DeadLettersTest {

    private static final String MAIN = "classifier.events";
    private static final String DEAD = "classifier.dead";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Inject
    ScriptedService service;

    Broker broker;

    private String log;

    @BeforeEach
    void readTheLogFromNowOn() {
        log = broker.probe("dead-letters", "classifier.*");
    }

    @AfterEach
    void nothingIsLeft() {
        service.follow(delivery -> {});
        broker.purge(DEAD);
        broker.purge("unroutable");
        await().atMost(Broker.PATIENCE)
                .untilAsserted(() -> assertThat(broker.depth(MAIN)).isZero());
    }

    @Test
    void whatTheServiceGaveUpIsGroupedListedAndShownInFull() {
        // Given
        service.follow(delivery -> {
            throw new PermanentFailureException("no-text", "nothing at data.body", Set.of("ticket-triage"), null);
        });
        AMQP.BasicProperties traced = Events.STRUCTURED
                .builder()
                .messageId("e-1")
                .headers(Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01", "origin", "shop"))
                .build();
        broker.publish("events", Events.TYPE, Events.json("e-1"), traced);
        broker.publish("events", Events.TYPE, "no json".getBytes(StandardCharsets.UTF_8), Events.STRUCTURED);
        awaitLetters(2);

        // When / Then
        get("/v1/dead-letters/groups")
                .statusCode(200)
                .body("service", equalTo("classifier"))
                .body("groups.find { it.reason == 'no-text' }.feature", equalTo("ticket-triage"))
                .body("groups.find { it.reason == 'no-text' }.count", equalTo(1))
                .body("groups.find { it.reason == 'no-text' }.oldest", notNullValue())
                .body("groups.find { it.reason == 'not-json' }.feature", nullValue())
                .body("unread", equalTo(0));
        String key = get("/v1/dead-letters?feature=ticket-triage&reason=no-text&event=e-1")
                .statusCode(200)
                .body("total", equalTo(1))
                .body("letters[0].event.source", equalTo("/shop/helpdesk"))
                .body("letters[0].event.type", equalTo(Events.TYPE))
                .body("letters[0].detail", equalTo("nothing at data.body"))
                .body("letters[0].attempts", equalTo(1))
                .body("letters[0].traceId", equalTo(TRACE))
                .body("next", nullValue())
                .extract()
                .path("letters[0].key");
        get("/v1/dead-letters/" + key)
                .statusCode(200)
                .body("key", equalTo(key))
                .body("headers.origin", equalTo("shop"))
                .body("headers.x-warren-pending", contains("ticket-triage"))
                .body("properties.messageId", equalTo("e-1"))
                .body("payload", containsString("Charged twice"))
                .body("payloadEncoding", nullValue());
        assertThat(letters()).hasSize(2);
    }

    @Test
    void replayComesBackToTheMainQueueAsTheSameEventForWhatFailedAndIsLogged() throws IOException {
        // Given
        put("l-1", "no-text", Map.of(WarrenHeaders.PENDING, List.of("ticket-triage"), WarrenHeaders.ATTEMPT, 3), "e-1");
        List<Delivery> again = new CopyOnWriteArrayList<>();
        service.follow(again::add);
        String main = broker.probe("classifier.park", MAIN);

        // When
        post("/v1/dead-letters/replay", """
                {"select": {"keys": ["l-1"]}, "providers": ["secondary", "local"], "by": "ada"}""")
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("replayed", equalTo(1))
                .body("keys", contains("l-1"));

        // Then
        ReceivedMessage sent = broker.awaitMessage(main);
        assertThat(sent.body()).isEqualTo(Events.json("e-1"));
        assertThat(sent.properties().getMessageId()).isEqualTo("e-1");
        assertThat(sent.properties().getDeliveryMode()).isEqualTo(2);
        assertThat(sent.properties().getHeaders())
                .containsOnlyKeys(
                        WarrenHeaders.AGAIN,
                        WarrenHeaders.SENT_BACK,
                        WarrenHeaders.PROVIDERS,
                        WarrenHeaders.PENDING,
                        WarrenHeaders.ORIGINAL_EXCHANGE,
                        WarrenHeaders.ORIGINAL_ROUTING_KEY,
                        "traceparent");
        await().atMost(Broker.PATIENCE).until(() -> again.size() == 1);
        assertThat(again.getFirst().event().getId()).isEqualTo("e-1");
        assertThat(again.getFirst().attempt()).isEqualTo(1);
        assertThat(again.getFirst().again()).isTrue();
        assertThat(again.getFirst().letter()).contains("l-1");
        assertThat(again.getFirst().pending()).containsExactly("ticket-triage");
        assertThat(again.getFirst().providers()).containsExactly("secondary", "local");
        assertThat(letters()).isEmpty();
        JsonNode entry = entry("classifier.replayed");
        assertThat(entry.path("action").asText()).isEqualTo("replayed");
        assertThat(entry.path("key").asText()).isEqualTo("l-1");
        assertThat(entry.path("by").asText()).isEqualTo("ada");
        assertThat(entry.path("event").path("id").asText()).isEqualTo("e-1");
        assertThat(entry.path("providers")).hasSize(2);
        assertThat(Instant.parse(entry.path("at").asText())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void dryRunChangesNothing() {
        // Given
        put("l-1", "no-text", Map.of(), "e-1");
        put("l-2", "too-long", Map.of(), "e-2");

        // When
        post("/v1/dead-letters/replay", """
                {"select": {"reason": "no-text"}, "by": "ada", "dryRun": true}""")
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("replayed", equalTo(0))
                .body("keys", contains("l-1"))
                .body("estimates", hasSize(1))
                .body("estimates[0].messages", equalTo(1));

        // Then
        assertThat(letters()).containsExactly("l-1", "l-2");
        assertThat(broker.poll(log)).isEmpty();
    }

    @Test
    void dryRunAddsUpWhatTheReplayWouldAskForOfWhatIsPendingAndOfWhomIsNamed() {
        // Given two events, and a letter that is none
        put("l-1", "no-text", Map.of(WarrenHeaders.PENDING, List.of("ticket-triage")), "e-1");
        put("l-2", "no-text", Map.of(WarrenHeaders.PENDING, List.of("ticket-triage")), "e-2");
        broker.publish("dead-letters", "classifier", new byte[] {1}, new AMQP.BasicProperties());

        // When / Then
        post("/v1/dead-letters/replay", """
                {"select": {"all": true}, "providers": ["secondary"], "by": "ada", "dryRun": true}""")
                .body("matched", equalTo(3))
                .body("estimates", hasSize(1))
                .body("estimates[0].feature", equalTo("ticket-triage"))
                .body("estimates[0].provider", equalTo("secondary"))
                .body("estimates[0].model", equalTo("a-model"))
                .body("estimates[0].messages", equalTo(2))
                .body("estimates[0].inputTokens", equalTo(200))
                .body("estimates[0].maxOutputTokens", equalTo(20));
    }

    @Test
    void groupIsReplayedAndTheOthersStayInTheirOrder() {
        // Given
        put("l-1", "too-long", Map.of(), "e-1");
        put("l-2", "no-text", Map.of(WarrenHeaders.PENDING, List.of("a")), "e-2");
        put("l-3", "no-text", Map.of(WarrenHeaders.PENDING, List.of("b")), "e-3");
        put("l-4", "no-text", Map.of(WarrenHeaders.PENDING, List.of("a", "b")), "e-4");
        put("l-5", "too-long", Map.of(), "e-5");

        // When
        post("/v1/dead-letters/replay", """
                {"select": {"feature": "a", "reason": "no-text"}, "by": "ada"}""").statusCode(200).body("keys", contains("l-2", "l-4"));

        // Then
        assertThat(letters()).containsExactly("l-1", "l-3", "l-5");
        assertThat(broker.awaitMessage(DEAD).header(WarrenHeaders.LETTER)).isEqualTo("l-1");
    }

    @Test
    void discardWithANoteIsInTheStream() throws IOException {
        // Given
        put("l-1", "no-text", Map.of(), "e-1");

        // When
        post("/v1/dead-letters/discard", """
                {"select": {"all": true}, "by": "ada", "note": "a test of the shop's"}""")
                .statusCode(200)
                .body("matched", equalTo(1))
                .body("discarded", equalTo(1));

        // Then
        assertThat(letters()).isEmpty();
        JsonNode entry = entry("classifier.discarded");
        assertThat(entry.path("note").asText()).isEqualTo("a test of the shop's");
        assertThat(entry.path("by").asText()).isEqualTo("ada");
        assertThat(broker.count("unroutable")).isZero();
    }

    @Test
    void letterThatTheBrokerGaveUpSaysWhyAndGoesBackWithItsRouting() {
        // Given a message as it is after its last delivery
        AMQP.BasicProperties poison = Events.STRUCTURED
                .builder()
                .messageId("e-1")
                .headers(Map.of(
                        WarrenHeaders.REASON,
                        "of-an-earlier-letter",
                        "x-first-death-reason",
                        "delivery_limit",
                        "x-death",
                        List.of(Map.of(
                                "reason",
                                "delivery_limit",
                                "queue",
                                MAIN,
                                "exchange",
                                "events",
                                "routing-keys",
                                List.of(Events.TYPE),
                                "count",
                                1L,
                                "time",
                                Date.from(Instant.parse("2026-11-20T10:00:00Z"))))))
                .build();
        broker.publish("dead-letters", "classifier", Events.json("e-1"), poison);
        String main = broker.probe("classifier.park", MAIN);

        // When
        String key = get("/v1/dead-letters")
                .body("letters[0].reason", equalTo("delivery-limit"))
                .body("letters[0].at", equalTo("2026-11-20T10:00:00Z"))
                .body("letters[0].attempts", nullValue())
                .extract()
                .path("letters[0].key");
        post("/v1/dead-letters/replay", """
                {"select": {"keys": ["%s"]}, "by": "ada"}""".formatted(key)).body("replayed", equalTo(1));

        // Then
        ReceivedMessage sent = broker.awaitMessage(main);
        assertThat(sent.header(WarrenHeaders.ORIGINAL_EXCHANGE)).isEqualTo("events");
        assertThat(sent.header(WarrenHeaders.ORIGINAL_ROUTING_KEY)).isEqualTo(Events.TYPE);
        assertThat(sent.properties().getHeaders()).doesNotContainKeys("x-death", WarrenHeaders.REASON);
    }

    @Test
    void headersOfTheWrongKindsBreakNothing() {
        // Given
        Map<String, Object> odd = new HashMap<>();
        odd.put(WarrenHeaders.REASON, 7);
        odd.put(WarrenHeaders.DETAIL, List.of("x"));
        odd.put(WarrenHeaders.ATTEMPTS, "many");
        odd.put(WarrenHeaders.TIME, "yesterday");
        odd.put(WarrenHeaders.PENDING, Map.of("a", 1));
        odd.put(WarrenHeaders.LETTER, "../../etc");
        odd.put("x-death", "no list");
        odd.put("traceparent", true);
        odd.put("nothing", null);
        odd.put("bytes", new byte[] {1, (byte) 0xff});
        odd.put("nested", List.of(Map.of("list", List.of(1.5, Date.from(Instant.EPOCH)))));
        byte[] body = {(byte) 0xff, 0, 1};
        broker.publish(
                "dead-letters",
                "classifier",
                body,
                new AMQP.BasicProperties.Builder().headers(odd).build());

        // When
        String key = get("/v1/dead-letters?feature=")
                .statusCode(200)
                .body("letters[0].reason", equalTo("unknown"))
                .body("letters[0].at", nullValue())
                .body("letters[0].traceId", nullValue())
                .body("letters[0].event.id", nullValue())
                .extract()
                .path("letters[0].key");

        // Then
        assertThat(key).matches("[0-9a-f]{32}");
        get("/v1/dead-letters/" + key)
                .statusCode(200)
                .body("payload", equalTo("/wAB"))
                .body("payloadEncoding", equalTo("base64"))
                .body("headers.x-warren-attempts", equalTo("many"))
                .body("headers.nested[0].list[1]", equalTo("1970-01-01T00:00:00Z"));
        get("/v1/dead-letters/groups").body("groups", hasSize(1));
    }

    @Test
    void letterThatTheBrokerGotTwiceIsOneAndGoesBackOnce() {
        // Given
        put("l-1", "no-text", Map.of(), "e-1");
        put("l-1", "no-text", Map.of(), "e-1");
        String main = broker.probe("classifier.park", MAIN);

        // When
        get("/v1/dead-letters").body("total", equalTo(1));
        post("/v1/dead-letters/replay", """
                {"select": {"keys": ["l-1"]}, "by": "ada"}""").body("matched", equalTo(1)).body("replayed", equalTo(1));

        // Then
        assertThat(letters()).isEmpty();
        broker.awaitMessage(main);
        assertThat(broker.poll(main)).isEmpty();
    }

    @Test
    void pagesFollowEachOtherAlsoWhenTheLetterBetweenThemIsGone() {
        // Given
        for (int i = 1; i <= 5; i++) {
            put("l-" + i, "no-text", Map.of(), "e-" + i);
        }

        // When
        String next = get("/v1/dead-letters?limit=2")
                .body("total", equalTo(5))
                .body("letters.key", contains("l-1", "l-2"))
                .extract()
                .path("next");
        post("/v1/dead-letters/discard", """
                {"select": {"keys": ["l-2"]}, "by": "ada", "note": "seen"}""").statusCode(200);

        // Then
        given().queryParam("after", next)
                .queryParam("limit", 3)
                .get("/v1/dead-letters")
                .then()
                .body("letters.key", contains("l-3", "l-4", "l-5"))
                .body("next", nullValue());
    }

    @Test
    void requestsWithFaultsAreRefusedWithAllOfThem() {
        // Given
        put("l-1", "no-text", Map.of(), "e-1");

        // When / Then
        get("/v1/dead-letters?limit=0&after=x")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", org.hamcrest.Matchers.containsInAnyOrder("limit", "after"));
        post("/v1/dead-letters/replay?dryRun=true", "{\"select\": {\"all\": true}, \"by\": \"ada\"}")
                .statusCode(400)
                .body("faults.field", equalTo(List.of("dryRun")));
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "{",
                "{\"by\": \"ada\"}",
                "{\"select\": {}, \"by\": \"ada\"}",
                "{\"select\": {\"all\": false}, \"by\": \"ada\"}",
                "{\"select\": {\"all\": true}}",
                "{\"select\": {\"all\": true, \"reason\": \"x\"}, \"by\": \"ada\"}",
                "{\"select\": {\"feature\": \"a\", \"reson\": \"x\"}, \"by\": \"ada\"}",
                "{\"select\": {\"keys\": [\"%%\"]}, \"by\": \"ada\"}",
                "{\"select\": {\"keys\": \"l-1\"}, \"by\": \"ada\"}",
                "{\"select\": {\"all\": true}, \"by\": \"ada\", \"providers\": [\"a b\"]}",
                "{\"select\": {\"all\": true}, \"by\": \"ada\", \"dryRun\": \"perhaps\"}")) {
            post("/v1/dead-letters/replay", bad).statusCode(400).contentType("application/problem+json");
        }
        post("/v1/dead-letters/discard", "{\"select\": {\"all\": true}, \"by\": \"ada\"}")
                .statusCode(400)
                .body("faults[0].field", equalTo("note"));
        post("/v1/dead-letters/discard", " ".repeat(300_000)).statusCode(413);
        get("/v1/dead-letters/no-such-letter").statusCode(404);
        assertThat(letters()).containsExactly("l-1");
    }

    private void put(String key, String reason, Map<String, Object> more, String event) {
        Map<String, Object> headers = new HashMap<>(more);
        headers.put(WarrenHeaders.LETTER, key);
        headers.put(WarrenHeaders.REASON, reason);
        headers.put(WarrenHeaders.DETAIL, "a sentence");
        headers.put(WarrenHeaders.EXCEPTION, "java.lang.Exception");
        headers.put(WarrenHeaders.ATTEMPTS, 4);
        headers.put(WarrenHeaders.TIME, "2026-11-20T10:00:00Z");
        headers.put(WarrenHeaders.QUEUE, MAIN);
        headers.put(WarrenHeaders.ORIGINAL_EXCHANGE, "events");
        headers.put(WarrenHeaders.ORIGINAL_ROUTING_KEY, Events.TYPE);
        headers.put("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        AMQP.BasicProperties properties =
                Events.STRUCTURED.builder().messageId(event).headers(headers).build();
        broker.publish("dead-letters", "classifier", Events.json(event), properties);
    }

    private void awaitLetters(int count) {
        await().atMost(Broker.PATIENCE).until(() -> broker.count(DEAD) == count);
    }

    private static List<String> letters() {
        return get("/v1/dead-letters").statusCode(200).extract().path("letters.key");
    }

    private JsonNode entry(String routingKey) throws IOException {
        ReceivedMessage entry = broker.awaitMessage(log);
        assertThat(entry.routingKey()).isEqualTo(routingKey);
        return new ObjectMapper().readTree(entry.body());
    }

    private static ValidatableResponse get(String path) {
        return given().get(path).then();
    }

    private static ValidatableResponse post(String path, String body) {
        return given().contentType(ContentType.JSON).body(body).post(path).then();
    }
}

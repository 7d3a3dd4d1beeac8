package dev.warren.notifier.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.v1.EventRef;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class EventStatusTest {

    private static final Instant ACCEPTED = Instant.parse("2026-11-20T10:00:00Z");
    private static final Instant ANSWERED = Instant.parse("2026-11-20T10:00:01.5Z");

    Broker broker;

    private final String id = "e-" + UUID.randomUUID();

    private static Matcher<String> after(Instant before) {
        return new FeatureMatcher<>(greaterThan(before), "an instant", "instant") {
            @Override
            protected Instant featureValueOf(String text) {
                return Instant.parse(text);
            }
        };
    }

    @Test
    void answersWithOutcomesTheResultsDataAndTheTimeline() {
        // Given
        EventRef event = event("/test");
        PublishedMessage completed = PublishedMessage.completed(event, "digest", "u-1", "short", ANSWERED);
        Instant before = Instant.now();

        // When
        PublishedMessage.accepted(event, "u-1", ACCEPTED).to(broker);
        PublishedMessage.held(event, "another", "u-1", ANSWERED).to(broker);
        completed.to(broker);

        // Then
        awaitFacts(3);
        String resultId = completed.event().getId();
        String answer = given().get("/v1/events/{id}", id)
                .then()
                .statusCode(200)
                .body("event.source", equalTo("/test"))
                .body("event.type", equalTo("document.added"))
                .body("acceptedAt", after(before))
                .body("outcomes.feature", contains("another", "digest"))
                .body("outcomes.outcome", contains("held", "completed"))
                .body("outcomes[0].reason", containsString("budget"))
                .body("outcomes[1].output.summary", equalTo("short"))
                .body("outcomes[1].provider", equalTo("local"))
                .body("outcomes[1].at", equalTo("2026-11-20T10:00:01.500Z"))
                .body("outcomes[1].resultId", equalTo(resultId))
                .body("timeline[0].what", equalTo("accepted"))
                .body("timeline[0].messageId", equalTo(id))
                .extract()
                .asString();
        assertThat(answer).doesNotContain("payload").doesNotContain("secret");
    }

    @Test
    void whatAReplayCameToStandsBesideWhatCameLive() {
        // Given
        EventRef event = event("/test");
        PublishedMessage live = PublishedMessage.completed(event, "digest", "u-1", "short", ANSWERED);
        PublishedMessage replayed = PublishedMessage.completed(
                        event, "digest", "u-1", "shorter", ANSWERED.plusSeconds(1))
                .inReplay("better-prompt");

        // When
        live.to(broker);
        replayed.to(broker);

        // Then
        awaitFacts(2);
        given().get("/v1/events/{id}", id)
                .then()
                .body("outcomes", hasSize(1))
                .body("outcomes[0].output.summary", equalTo("short"))
                .body("outcomes[0].replay", nullValue())
                .body("replayed", hasSize(1))
                .body("replayed[0].replay", equalTo("better-prompt"))
                .body("replayed[0].feature", equalTo("digest"))
                .body("replayed[0].outcome", equalTo("completed"))
                .body("replayed[0].output.summary", equalTo("shorter"))
                .body("replayed[0].resultId", equalTo(replayed.event().getId()))
                .body("timeline.replay", contains(null, "better-prompt"));
    }

    @Test
    void idsOfSeveralSourcesAreToldApart() {
        // Given
        PublishedMessage.accepted(event("/a"), "u-1", ACCEPTED).to(broker);
        PublishedMessage.accepted(event("/b"), "u-1", ACCEPTED).to(broker);
        await().until(() -> given().get("/v1/events/{id}", id).statusCode() == 409);

        // When
        given().get("/v1/events/{id}", id)
                // Then
                .then()
                .contentType("application/problem+json")
                .body("sources", contains("/a", "/b"))
                .body("detail", containsString("?source="));
        given().queryParam("source", "/b")
                .get("/v1/events/{id}", id)
                .then()
                .statusCode(200)
                .body("event.source", equalTo("/b"))
                .body("timeline", hasSize(1));
    }

    @Test
    void unknownEventIsAProblemThatSaysWhatToDo() {
        given().get("/v1/events/{id}", "never-seen")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", containsString("never-seen"))
                .body("detail", containsString("dead letters"));
        given().queryParam("source", "/x")
                .get("/v1/events/{id}", "never-seen")
                .then()
                .statusCode(404);
    }

    @Test
    void idThatNoEventCanHaveIsRefused() {
        given().get("/v1/events/{id}", "x".repeat(256))
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString("id"));
        given().get("/v1/events/{id}", "a\u0000b").then().statusCode(400);
        given().queryParam("source", "s".repeat(4097))
                .get("/v1/events/{id}", id)
                .then()
                .statusCode(400)
                .body("detail", containsString("source"));
    }

    @Test
    void idMayHaveSlashesAndSpaces() {
        // Given
        EventRef event = new EventRef("/test", id + "/a b?c", "document.added");

        // When
        PublishedMessage.accepted(event, "u-1", ACCEPTED).to(broker);

        // Then
        await().until(() -> given().get("/v1/events/{id}", event.id()).statusCode() == 200);
        assertThat(given().urlEncodingEnabled(false)
                        .get("/v1/events/" + id + "/a%20b%3Fc")
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders/7",
                "a%2Fb",
                ".",
                "..",
                "a/../b",
                "a b",
                "?x=#y",
                "ü",
                "a;b=c",
                "%",
                "//",
                "a+b&id=c",
                "'\"\\",
                "😀"
            })
    void theCanonicalAddressTakesAnyIdAndSource(String anyId) {
        // Given
        EventRef event = new EventRef("/" + id + "/../s?a=b&c", anyId, "document.added");
        EventRef other = new EventRef("/" + id + "/another", anyId, "document.added");
        URI address = URI.create("/v1/status?source=%s&id=%s".formatted(encoded(event.source()), encoded(anyId)));
        assertThat(address.normalize()).isEqualTo(address);

        // When
        PublishedMessage.accepted(other, "u-1", ACCEPTED).to(broker);
        PublishedMessage.accepted(event, "u-1", ACCEPTED).to(broker);

        // Then
        await().untilAsserted(() -> given().urlEncodingEnabled(false)
                .get(address.toString())
                .then()
                .statusCode(200)
                .body("event.id", equalTo(anyId))
                .body("event.source", equalTo(event.source()))
                .body("timeline", hasSize(1)));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/status, id",
        "/v1/status?id=a&id=b, id",
        "/v1/status?id=a&source=/a&source=/b, source",
        "/v1/status?id=a&src=/a, src",
        "/v1/events/a?sourc=/a, sourc",
        "/v1/events/a?source=/a&source=/b, source"
    })
    void whatIsNoQuestionIsRefusedByItsName(String address, String parameter) {
        given().get(address)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", contains(parameter));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%FF", "%00", "%ED%A0%80"})
    void anIdThatCannotBeReadIsNoFaultOfOurs(String written) throws IOException {
        // When
        String answer = raw("/v1/status?id=" + written);

        // Then
        assertThat(answer).matches("(?s)HTTP/1.1 40[04] .*").doesNotContain("Exception");
    }

    /** What HTTP clients refuse to send. */
    private static String raw(String address) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port)) {
            String request = "GET " + address + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void resultOfAnotherShapeGoesToTheDeadLettersWithItsReason() {
        // Given
        CloudEvent nonsense = CloudEventBuilder.from(PublishedMessage.held(event("/test"), "digest", "u-1", ANSWERED)
                        .event())
                .withData("application/json", "{\"feature\":\"digest\"}".getBytes(StandardCharsets.UTF_8))
                .build();

        // When
        new PublishedMessage("results", "digest.held", nonsense).to(broker);

        // Then
        ReceivedMessage dead = broker.awaitMessage("notifier.dead");
        assertThat(dead.header(WarrenHeaders.REASON)).isEqualTo("malformed-result");
    }

    @Test
    void eventThatComesBackAfterADelayIsStillAnEvent() {
        // Given
        byte[] body = new JsonFormat()
                .serialize(PublishedMessage.accepted(event("/test"), "u-1", ACCEPTED)
                        .event());
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType("application/cloudevents+json")
                .messageId(id)
                .headers(Map.of(WarrenHeaders.ORIGINAL_EXCHANGE, "events", WarrenHeaders.ATTEMPT, 2))
                .build();

        // When
        broker.publish("", "notifier.results", body, properties);

        // Then
        awaitFacts(1);
    }

    private void awaitFacts(int count) {
        await().untilAsserted(() ->
                given().get("/v1/events/{id}", id).then().statusCode(200).body("timeline", hasSize(count)));
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private EventRef event(String source) {
        return new EventRef(source, id, "document.added");
    }
}

package dev.warren.notifier.status;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.event.Fingerprint;
import dev.warren.contracts.event.Publication;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.Conflict.Resolution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Result;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class ConflictTest {

    private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
    private static final Publication FIRST = Publication.at(START);
    private static final Publication SECOND = Publication.at(START.plusSeconds(60));

    Broker broker;

    private final EventRef event = new EventRef("/test", "c-" + UUID.randomUUID(), "document.added");

    @Test
    void thePublicationOfTheSameContentIsNoConflict() {
        // When
        publish("a", FIRST);
        publish("a", FIRST);
        publish("a", SECOND);

        // Then
        awaitFacts(2)
                .body("acceptedAt", equalTo("2026-11-20T10:00:00Z"))
                .body("conflicts", empty())
                .body("timeline.what", contains("accepted", "accepted"))
                .body("timeline.messageId", contains(event.id(), event.id()))
                .body("timeline.publication", contains(FIRST.toString(), SECOND.toString()));
    }

    @Test
    void otherContentIsAConflictThatSaysWhenAndWhatWasDone() {
        // Given
        String a = publish("a", FIRST);
        say(result("for a", null), Outcome.COMPLETED, START.plusSeconds(1));

        // When
        String b = publish("b", SECOND);
        say(result("for a", conflict(Resolution.KEPT, b, a, null)), Outcome.COMPLETED, START.plusSeconds(61));

        // Then
        awaitFacts(4)
                .body("conflicts", hasSize(1))
                .body("conflicts[0].at", equalTo("2026-11-20T10:01:00Z"))
                .body("conflicts[0].publication", equalTo(SECOND.toString()))
                .body("conflicts[0].content", equalTo(b))
                .body("conflicts[0].earlier", equalTo(a))
                .body("conflicts[0].resolutions.digest", equalTo("kept"))
                .body("outcomes", hasSize(1))
                .body("outcomes[0].output.summary", equalTo("for a"))
                .body("outcomes[0].conflict.resolution", equalTo("kept"))
                .body("timeline.what", contains("accepted", "completed", "accepted", "completed"))
                .body("timeline.resolution", contains(null, null, null, "kept"));
    }

    @Test
    void otherContentThatNobodyHasWorkedOnYetIsAConflictToo() {
        // When
        publish("a", FIRST);
        publish("b", SECOND);

        // Then
        awaitFacts(2).body("conflicts", hasSize(1)).body("conflicts[0].resolutions", aMapWithSize(0));
    }

    @Test
    void theLastRevisionIsWhatStandsWhateverIsSaidAgainOfTheFirst() {
        // Given
        String a = publish("a", FIRST);
        String b = publish("b", SECOND);
        Conflict revised = conflict(Resolution.NEW_REVISION, b, a, 2);
        say(result("for a", null), Outcome.COMPLETED, START.plusSeconds(1));

        // When
        say(failure(revised), Outcome.FAILED, START.plusSeconds(61));
        say(result("corrected for a", null), Outcome.CORRECTED, START.plusSeconds(90));

        // Then
        awaitFacts(5)
                .body("conflicts[0].resolutions.digest", equalTo("new-revision"))
                .body("outcomes", hasSize(1))
                .body("outcomes[0].outcome", equalTo("failed"))
                .body("outcomes[0].conflict.revision", equalTo(2))
                .body("timeline.revision", contains(null, null, null, 2, null));
    }

    @Test
    void anEventOfAnOlderDoorHasNoPublication() {
        // When
        broker.publish(Topology.EVENTS, event.type(), PooledJson.write(content("a")), properties(Map.of()));

        // Then
        awaitFacts(1).body("timeline[0].publication", nullValue()).body("timeline[0].messageId", equalTo(event.id()));
    }

    /** The fingerprint of what was published. */
    private String publish(String text, Publication publication) {
        CloudEvent content = content(text);
        Map<String, Object> headers = Map.of(WarrenHeaders.PUBLICATION, publication.toString());
        broker.publish(Topology.EVENTS, event.type(), PooledJson.write(content), properties(headers));
        return Fingerprint.of(content);
    }

    private CloudEvent content(String text) {
        return CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(URI.create(event.source()))
                .withType(event.type())
                .withData(
                        "application/json", "{\"text\":\"%s\"}".formatted(text).getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private void say(Result result, Outcome outcome, Instant at) {
        Clock clock = Clock.fixed(at, ZoneOffset.UTC);
        CloudEvent message = ContractCodec.result("summarizer", result, outcome, new Attribution("u-1", null), clock);
        broker.publish(
                Topology.RESULTS,
                Topology.resultKey(result.feature(), outcome),
                PooledJson.write(message),
                properties(Map.of()));
    }

    private Result result(String summary, Conflict conflict) {
        Output output = new PublishedMessage.Summary(summary, "extractive");
        return Result.completed(event, "digest", "summary", output, null, false, "local", "lexrank", false, List.of())
                .inConflict(conflict);
    }

    private Result failure(Conflict conflict) {
        Failure why = new Failure("too-long", "The text is too long", false);
        return Result.failed(event, "digest", "summary", why, List.of()).inConflict(conflict);
    }

    private static Conflict conflict(Resolution resolution, String content, String answered, Integer revision) {
        return new Conflict(resolution, content, answered, revision, SECOND.toString(), SECOND.at());
    }

    private ValidatableResponse awaitFacts(int count) {
        await().untilAsserted(() -> status().then().statusCode(200).body("timeline", hasSize(count)));
        return status().then();
    }

    private Response status() {
        return given().queryParam("source", event.source())
                .queryParam("id", event.id())
                .get("/v1/status");
    }

    private static AMQP.BasicProperties properties(Map<String, Object> headers) {
        return new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .headers(headers)
                .build();
    }
}

package dev.warren.notifier.dead;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.rabbitmq.client.AMQP;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class DeadLetterHistoryTest {

    Broker broker;

    @Test
    void historyHasWhatWasGivenUpAndWhatPeopleDidTheNewestFirst() {
        // Given
        given().get("/v1/dead-letters/history").then().statusCode(200).body("entries", empty());
        broker.publish(
                "dead-letters", "classifier", bytes("{\"id\":\"e-1\",\"source\":\"/shop\"}"), letter("classifier"));
        broker.publish("dead-letters", "notifier", bytes("e-2"), letter("notifier"));

        // When
        await().atMost(Broker.PATIENCE).until(() -> broker.count("notifier.dead") == 1);
        given().contentType("application/json")
                .body("{\"select\": {\"all\": true}, \"by\": \"ada\", \"note\": \"a test\"}")
                .post("/v1/dead-letters/discard")
                .then()
                .statusCode(200)
                .body("discarded", equalTo(1));

        // Then
        given().get("/v1/dead-letters/history")
                .then()
                .statusCode(200)
                .body("entries.action", contains("discarded", "dead-lettered", "dead-lettered"))
                .body("entries[0].service", equalTo("notifier"))
                .body("entries[0].by", equalTo("ada"))
                .body("entries[0].note", equalTo("a test"))
                .body("entries[0].key", equalTo("l-1"))
                .body("entries[2].service", equalTo("classifier"))
                .body("entries[2].event.source", equalTo("/shop"))
                .body("entries[2].feature", equalTo("ticket-triage"))
                .body("entries[2].reason", equalTo("no-text"))
                .body("entries[2].by", nullValue());
        given().get("/v1/dead-letters/history?limit=1").then().body("entries", hasSize(1));
        given().get("/v1/dead-letters/history?limit=0").then().statusCode(400);
        given().get("/v1/dead-letters/groups").then().statusCode(200).body("service", equalTo("notifier"));
    }

    private static AMQP.BasicProperties letter(String service) {
        return new AMQP.BasicProperties.Builder()
                .messageId("e-1")
                .headers(Map.of(
                        "BCC", List.of(service + ".dead-lettered"),
                        "x-warren-letter", "l-1",
                        "x-warren-pending", List.of("ticket-triage"),
                        "x-warren-feature", "ticket-triage",
                        "x-warren-reason", "no-text",
                        "x-warren-time", "2026-11-20T10:00:00Z"))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

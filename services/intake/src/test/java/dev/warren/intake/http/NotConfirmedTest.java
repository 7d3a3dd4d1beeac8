package dev.warren.intake.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.intake.IntakeTestProfile;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class NotConfirmedTest {

    private static final String BATCH = "application/cloudevents-batch+json";

    Broker broker;

    @Test
    void anEventThatTheBrokerRefusesIsNotAccepted() {
        // Given
        String full = fullQueueFor("refused.always");

        // When
        ValidatableResponse response = post(event("r-1", "refused.always"));

        // Then
        response.statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("urn:warren:problem:not-confirmed"));
        assertThat(broker.count(full)).isEqualTo(1);
    }

    @Test
    void aBatchThatIsConfirmedInPartIsToBeSentAgain() {
        // Given
        fullQueueFor("refused.second");

        // When
        ValidatableResponse response = post(event("p-1", "fine"), event("p-2", "refused.second"), event("p-3", "fine"));

        // Then
        response.statusCode(503)
                .body(
                        "detail",
                        allOf(containsString("Confirmed: 1 of 3"), containsString("Send the whole request again")));
    }

    @Test
    void whileTheBrokerIsGoneNothingIsAcceptedAndAfterwardsEverythingIs() {
        // Given
        broker.wire().sever();
        ValidatableResponse during = post(event("g-1", "gone"));

        // When
        broker.wire().mend();

        // Then
        during.statusCode(503).header("Retry-After", "5");
        String events = broker.probe("events", "gone");
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> post(event("g-2", "gone"))
                .statusCode(202));
        Awaitility.await().until(() -> "g-2"
                .equals(broker.awaitMessage(events).properties().getMessageId()));
    }

    /** Everything bound to a queue that is full is refused by the broker. */
    private String fullQueueFor(String type) {
        String queue = "full-" + type;
        broker.declare(queue, Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        broker.publish("", queue, new byte[0], null);
        broker.bind(queue, "events", type);
        return queue;
    }

    private static ValidatableResponse post(String... events) {
        return given().contentType(BATCH)
                .body("[" + String.join(",", events) + "]")
                .post("/v1/events")
                .then();
    }

    private static String event(String id, String type) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"%s\"}".formatted(id, type);
    }
}

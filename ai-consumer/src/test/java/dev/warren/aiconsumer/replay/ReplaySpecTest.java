package dev.warren.aiconsumer.replay;

import static dev.warren.aiconsumer.replay.ReplayClient.abort;
import static dev.warren.aiconsumer.replay.ReplayClient.awaitState;
import static dev.warren.aiconsumer.replay.ReplayClient.post;
import static dev.warren.aiconsumer.replay.ReplayClient.request;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ReplaySpecTest {

    private static final String PROBLEM = "application/problem+json";

    Broker broker;
    private History history;

    @BeforeEach
    void aDayWithoutEvents() {
        history = new History(broker);
    }

    @Test
    void whatIsOrderedIsSaidBack() {
        post(request("said-back", history, "type", "review.written", "providers", List.of("primary"), "maxTokens", 7))
                .statusCode(201)
                .header("Location", containsString("/v1/replays/said-back"))
                .body("name", equalTo("said-back"))
                .body("service", equalTo("classifier"))
                .body("feature", equalTo("tone"))
                .body("from", equalTo(history.from().toString()))
                .body("to", equalTo(history.to().toString()))
                .body("type", equalTo("review.written"))
                .body("providers", equalTo(List.of("primary")))
                .body("rate", equalTo(100))
                .body("maxTokens", equalTo(7))
                .body("by", equalTo("ada"))
                .body("read", equalTo(0));
        when().get("/v1/replays").then().statusCode(200).body("replays.name", hasItem("said-back"));
    }

    @Test
    void aReplayWithoutANameGetsOneAndTheUsualRate() {
        Map<String, Object> request = request("", history);
        request.remove("name");
        request.remove("rate");

        post(request)
                .statusCode(201)
                .body("name", matchesPattern("\\d{8}-\\d{6}-\\p{XDigit}{4}"))
                .body("rate", equalTo(10));
    }

    @Test
    void theSameOrderAgainBeginsNothingNewWhoeverAsks() {
        // Given
        post(request("again", history)).statusCode(201);
        awaitState("again", "done");

        // When Then
        post(request("again", history, "by", "grace"))
                .statusCode(200)
                .body("state", equalTo("done"))
                .body("by", equalTo("ada"));
    }

    @Test
    void aNameIsNotGivenToAnotherOrder() {
        // Given
        post(request("taken", history)).statusCode(201);

        // When Then
        post(request("taken", history, "maxEvents", 5))
                .statusCode(409)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:warren:problem:replay-exists"))
                .body("detail", containsString("taken"));
    }

    @Test
    void everyFaultIsNamedWithItsField() {
        Instant future = Instant.now().plus(Duration.ofHours(1));

        post(Map.of(
                        "name",
                        "Not A Name",
                        "feature",
                        "unknown",
                        "from",
                        future.plusSeconds(1).toString(),
                        "to",
                        future.toString(),
                        "providers",
                        List.of("secondary"),
                        "rate",
                        0,
                        "maxEvents",
                        0,
                        "maxTokens",
                        -1,
                        "fetaure",
                        "tone"))
                .statusCode(400)
                .contentType(PROBLEM)
                .body(
                        "faults.field",
                        hasItems(
                                "name",
                                "feature",
                                "from",
                                "to",
                                "providers",
                                "rate",
                                "maxEvents",
                                "maxTokens",
                                "by",
                                "fetaure"))
                .body("faults.detail", hasItem(containsString("tone, urgency")))
                .body("faults.detail", hasItem("must be before to"))
                .body("faults.detail", hasItem(containsString("future")));
    }

    @Test
    void aTypeThatTheFeatureDoesNotListenToIsAFault() {
        post(request("never", history, "type", "ticket.*"))
                .statusCode(400)
                .body("faults.field", equalTo(List.of("type")))
                .body("faults.detail[0]", containsString("review.*"));
    }

    @Test
    void aRateThatTakesForEverIsAFault() {
        post(request("for-ever", history, "rate", new BigDecimal("1e-12")))
                .statusCode(400)
                .body("faults.field", equalTo(List.of("rate")))
                .body("faults.detail[0]", containsString("from 0.001 to 1000"));
    }

    @Test
    void whatCannotBeReadIsAFault() {
        post(request("when", history, "from", "yesterday")).statusCode(400).contentType(PROBLEM);
        given().contentType(ContentType.JSON)
                .when()
                .post("/v1/replays")
                .then()
                .statusCode(400)
                .contentType(PROBLEM);
    }

    @Test
    void anUnknownReplayIsNotFound() {
        when().get("/v1/replays/nobody").then().statusCode(404).contentType(PROBLEM);
        abort("nobody").statusCode(404).contentType(PROBLEM);
    }

    @Test
    void whatIsDoneCannotBeAborted() {
        // Given
        post(request("over", history)).statusCode(201);
        awaitState("over", "done");

        // When Then
        abort("over").statusCode(409).contentType(PROBLEM).body("state", equalTo("done"));
    }
}

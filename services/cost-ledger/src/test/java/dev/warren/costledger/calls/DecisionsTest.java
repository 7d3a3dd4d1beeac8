package dev.warren.costledger.calls;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class DecisionsTest {

    private final String event = "t-" + UUID.randomUUID();
    private final String feature = "feature-" + UUID.randomUUID();

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void aDecisionCostsAllThatItTook() {
        // Given
        ledger.publish(
                call(0).outcome("malformed").tokens(1_000, 0, 0),
                call(1).outcome("timeout").unknownTokens(),
                call(2).to("secondary", "test-large").tokens(1_000, 0, 0),
                call(3).reuseOf("c-1").tokens(1_000, 0, 0));
        ledger.awaitEntries(feature, 4);

        // Then
        given().queryParams("event", event)
                .get("/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(1))
                .body("decisions[0].feature", equalTo(feature))
                .body("decisions[0].callCount", equalTo(3))
                .body("decisions[0].wastedCalls", equalTo(2))
                .body("decisions[0].unpricedCalls", equalTo(1))
                .body("decisions[0].reused", equalTo(1))
                .body("decisions[0].total", hasSize(1))
                .body("decisions[0].total[0].amount", equalTo("0.0026"))
                .body("decisions[0].total[0].wasted", equalTo("0.0001"))
                .body("decisions[0].total[0].saved", equalTo("0.0001"))
                .body("decisions[0].calls.waste", equalTo(List.of(true, true, false, false)))
                .body("decisions[0].calls[0].cost[0].amount", equalTo("0.0001"))
                .body("decisions[0].calls[0].unpriced", nullValue())
                .body("decisions[0].calls[1].cost", empty())
                .body("decisions[0].calls[1].unpriced", equalTo("unknown-tokens"));
    }

    @Test
    void whatIsBookedUnderAnotherNameIsFoundUnderItsOwn() {
        // Given
        String longest = "x".repeat(600) + event;
        ledger.publish(
                call(0).event(longest).feature(longest).to(longest, longest).unknownTokens());
        ledger.awaitCalls(longest, 1);

        // Then
        given().queryParams("event", longest, "feature", longest)
                .get("/v1/decisions")
                .then()
                .statusCode(200)
                .body("decisions", hasSize(1));
        given().queryParams("provider", longest, "model", longest, "feature", longest)
                .get("/v1/calls/unpriced")
                .then()
                .statusCode(200)
                .body("count", equalTo(1));
    }

    @Test
    void everyFeatureDecidesByItself() {
        // Given
        String other = feature + "-2";
        ledger.publish(call(0), call(1).feature(other));
        ledger.awaitCalls(feature, 1);
        ledger.awaitCalls(other, 1);

        // Then
        given().queryParams("event", event)
                .get("/v1/decisions")
                .then()
                .body("decisions.feature", equalTo(List.of(feature, other)));
        given().queryParams("event", event, "feature", other, "source", "/shop/helpdesk")
                .get("/v1/decisions")
                .then()
                .body("decisions.feature", equalTo(List.of(other)));
        given().queryParams("event", event, "source", "/elsewhere")
                .get("/v1/decisions")
                .then()
                .body("decisions", empty());
    }

    @Test
    void correctionsAreInTheCost() {
        // Given
        String model = "model-" + UUID.randomUUID();
        ledger.publish(call(0).to("primary", model).tokens(1_000, 0, 0));
        ledger.awaitCalls(feature, 1);
        given().queryParams("model", model)
                .get("/v1/calls/unpriced")
                .then()
                .statusCode(200)
                .body("count", equalTo(1))
                .body("calls[0].reason", equalTo("unknown-model"))
                .body("calls[0].event", equalTo(event));

        // When
        given().contentType("text/csv")
                .body(
                        "provider,model,valid_from,currency,input_per_million,output_per_million\n*,%s,2025-01-01,USD,2,2\n"
                                .formatted(model))
                .post("/v1/prices/import");
        given().contentType("application/json")
                .body("{\"from\": \"2025-07-01\", \"to\": \"2025-08-01\", \"model\": \"%s\"}".formatted(model))
                .post("/v1/prices/reprice");

        // Then
        given().queryParams("event", event)
                .get("/v1/decisions")
                .then()
                .body("decisions[0].calls", hasSize(1))
                .body("decisions[0].calls[0].cost[0].amount", equalTo("0.002"))
                .body("decisions[0].calls[0].corrections", equalTo(1))
                .body("decisions[0].unpricedCalls", equalTo(0));
        given().queryParams("model", model)
                .get("/v1/calls/unpriced")
                .then()
                .body("count", equalTo(0))
                .body("calls", empty());
    }

    @Test
    void unpricedCallsComeInPages() {
        // Given
        String model = "model-" + UUID.randomUUID();
        ledger.publish(call(0).to("primary", model), call(1).to("primary", model), call(2).to("primary", model));
        ledger.awaitCalls(feature, 3);

        // Then
        String next = given().queryParams("model", model, "limit", 2)
                .get("/v1/calls/unpriced")
                .then()
                .body("count", equalTo(3))
                .body("calls", hasSize(2))
                .extract()
                .header("Link");
        given().get(next.substring(1, next.indexOf('>'))).then().body("calls", hasSize(1));
    }

    @Test
    void faultsAreNamed() {
        given().get("/v1/decisions").then().statusCode(400).body("faults.field", equalTo(List.of("event")));
        given().queryParams("from", "x")
                .get("/v1/calls/unpriced")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("from")));
    }

    private UsageMessage call(int second) {
        return UsageMessage.any()
                .callId(UUID.randomUUID().toString())
                .event(event)
                .feature(feature)
                .at(UsageMessage.NOON.plusSeconds(second));
    }
}

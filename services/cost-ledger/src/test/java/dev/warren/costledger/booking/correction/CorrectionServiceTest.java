package dev.warren.costledger.booking.correction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class CorrectionServiceTest {

    private final String call = UUID.randomUUID().toString();
    private final String feature = "feature-" + call;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void aCallOfUnknownUsageGetsItsTokensAndItsAmount() {
        // Given
        book(call().unknownTokens().outcome("timeout"));

        // When
        correct(1_000, 400, 100)
                .body("calls[0].status", equalTo("corrected"))
                .body("calls[0].before.tokensKnown", equalTo(false))
                .body("calls[0].before.cost", empty())
                .body("calls[0].after.cost[0].amount", equalTo("0.00012"));

        // Then
        assertThat(total())
                .containsEntry("calls", 1)
                .containsEntry("unpricedCalls", 0)
                .containsEntry("inputTokens", 1_000)
                .containsEntry("cachedInputTokens", 400)
                .containsEntry("outputTokens", 100)
                .containsEntry("amount", "0.00012");
        given().queryParam("feature", feature).get("/v1/calls/unpriced").then().body("count", equalTo(0));
    }

    @Test
    void aCallThatWasNotChargedUsedNothing() {
        // Given
        book(call().unknownTokens());

        // When
        correct(0, 0, 0).body("calls[0].after.cost[0].amount", equalTo("0"));

        // Then
        assertThat(total()).containsEntry("unpricedCalls", 0).containsEntry("amount", "0");
    }

    @Test
    void noTokensCostNothingAlsoWhereNobodyKnowsThePrice() {
        // Given
        String model = "model-" + call;
        book(call().to("primary", model).unknownTokens());

        // When
        correct(0, 0, 0)
                .body("calls[0].status", equalTo("corrected"))
                .body("calls[0].after.cost[0].amount", equalTo("0"));
        correct(0, 0, 0).body("calls[0].status", equalTo("unchanged"));

        // Then
        assertThat(total())
                .containsEntry("calls", 1)
                .containsEntry("unpricedCalls", 0)
                .containsEntry("amount", "0");

        // When
        price(model, "3");
        correct(1_000, 0, 0).body("calls[0].after.cost[0].amount", equalTo("0.003"));

        // Then
        assertThat(total()).containsEntry("amount", "0.003");
        assertThat(rebuild().getLong("changed")).isZero();
    }

    @Test
    void whatIsSaidAgainChangesNothingAndWhatWasWrongIsCorrectedAgain() {
        // Given
        book(call().tokens(1_000, 0, 100));

        // When
        correct(1_000, 0, 100).body("calls[0].status", equalTo("unchanged"));
        correct(2_000, 0, 50).body("calls[0].status", equalTo("corrected"));
        correct(500, 500, 0).body("calls[0].status", equalTo("corrected"));
        correct(500, 500, 0).body("calls[0].status", equalTo("unchanged"));

        // Then
        assertThat(total())
                .containsEntry("calls", 1)
                .containsEntry("inputTokens", 500)
                .containsEntry("cachedInputTokens", 500)
                .containsEntry("outputTokens", 0)
                .containsEntry("amount", "0.000025");
        assertThat(rebuild().getLong("changed")).isZero();
    }

    @Test
    void whoSaidItAndWhyIsKeptWithWhatWasKnown() {
        // Given
        book(call().unknownTokens());
        correct(10, 0, 1);
        correct(20, 0, 2);

        // Then
        given().queryParam("call", call)
                .get("/v1/calls/corrections")
                .then()
                .statusCode(200)
                .body("corrections", hasSize(2))
                .body("corrections.who", equalTo(List.of("ada", "ada")))
                .body("corrections.why", equalTo(List.of("invoice", "invoice")))
                .body("corrections[0].before.inputTokens", equalTo(10))
                .body("corrections[0].after.inputTokens", equalTo(20))
                .body("corrections[1].before.tokensKnown", equalTo(false));
    }

    @Test
    void aCorrectedCallIsPricedAnewByWhatItReallyUsed() {
        // Given
        String model = "model-" + call;
        price(model, "1");
        book(call().to("primary", model).unknownTokens());
        correct(1_000, 0, 0);

        // When
        price(model, "3");
        given().contentType("application/json")
                .body(Map.of("from", "2025-07-01", "to", "2025-08-01", "model", model))
                .post("/v1/prices/reprice")
                .then()
                .body("corrected", equalTo(1));

        // Then
        assertThat(total()).containsEntry("amount", "0.003").containsEntry("inputTokens", 1_000);
    }

    @Test
    void aPreviewBooksNothing() {
        // Given
        book(call().unknownTokens());

        // When
        post(Map.of("calls", List.of(used(call, 10, 0, 1)), "who", "ada", "why", "invoice", "dryRun", true))
                .statusCode(200)
                .body("calls[0].status", equalTo("corrected"));

        // Then
        assertThat(total()).containsEntry("unpricedCalls", 1);
    }

    @Test
    void whatCannotBeCorrectedIsSaid() {
        // Given
        String reuse = UUID.randomUUID().toString();
        book(
                call().to("primary", "model-" + call).unknownTokens(),
                call().callId(reuse).reuseOf("c-1"));

        // When
        post(Map.of(
                        "calls", List.of(used(call, 1, 0, 1), used(reuse, 1, 0, 1), used("nobody", 1, 0, 1)),
                        "who", "ada",
                        "why", "invoice"))
                .statusCode(200)
                .body("calls.status", equalTo(List.of("unpriced", "unknown-call", "unknown-call")));
    }

    @Test
    void faultsAreNamed() {
        post(Map.of("calls", List.of(Map.of("callId", "c", "inputTokens", 1, "cachedInputTokens", 2)), "why", " "))
                .statusCode(400)
                .body(
                        "faults.field",
                        containsInAnyOrder("calls[0].cachedInputTokens", "calls[0].outputTokens", "who", "why"));
        post(Map.of("calls", List.of(), "who", "ada", "why", "x"))
                .statusCode(400)
                .body("faults.field", equalTo(List.of("calls")));
    }

    private UsageMessage call() {
        return UsageMessage.any().callId(call).feature(feature);
    }

    private void book(UsageMessage... messages) {
        ledger.publish(messages);
        ledger.awaitEntries(feature, messages.length);
    }

    private ValidatableResponse correct(long input, long cached, long output) {
        return post(Map.of("calls", List.of(used(call, input, cached, output)), "who", "ada", "why", "invoice"))
                .statusCode(200);
    }

    private static Map<String, Object> used(String id, long input, long cached, long output) {
        return Map.of("callId", id, "inputTokens", input, "cachedInputTokens", cached, "outputTokens", output);
    }

    private static ValidatableResponse post(Map<String, Object> order) {
        return given().contentType("application/json")
                .body(order)
                .post("/v1/calls/corrections")
                .then();
    }

    private static void price(String model, String input) {
        given().contentType("text/csv")
                .body("provider,model,valid_from,currency,input_per_million,output_per_million\n"
                        + "*,%s,2025-01-01,USD,%s,1\n".formatted(model, input))
                .post("/v1/prices/import")
                .then()
                .statusCode(200);
    }

    private static JsonPath rebuild() {
        return given().contentType("application/json")
                .post("/v1/spend/rebuild?from=2025-07")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private Map<String, Object> total() {
        return ledger.spend("feature", feature).getMap("total[0]");
    }
}

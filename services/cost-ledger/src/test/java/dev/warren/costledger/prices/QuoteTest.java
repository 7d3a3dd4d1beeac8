package dev.warren.costledger.prices;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class QuoteTest {

    private final String model = "model-" + UUID.randomUUID();

    @BeforeEach
    void aModelWithEverythingThatAPriceCanHave() {
        prices("*,%1$s,,,2025-01-01,USD,1,0.1,1.25,10,20,1000,2,0.2,2.5,20,40");
    }

    @Test
    void everyKindOfTokenCostsWhatItCosts() {
        quote("inputTokens=1000&cachedInputTokens=400&cacheWriteInputTokens=100&outputTokens=100&reasoningTokens=40")
                .statusCode(200)
                .body("amount", equalTo("0.002065"))
                .body("currency", equalTo("USD"))
                .body("free", equalTo(false));
    }

    @Test
    void callsAreLongWhereOneOfThemIs() {
        quote("calls=2&inputTokens=2000").body("amount", equalTo("0.002"));
        quote("calls=1&inputTokens=2000").body("amount", equalTo("0.004"));
    }

    @Test
    void theBoundIsThatOfTheDearestTokensOfTheDearestTeamAndTier() {
        quote("inputTokens=1000&outputTokens=100").body("atMost", equalTo("0.00325"));
        prices("*,%1$s,emea,,2025-01-01,USD,3,,,10,,,,,,,\n*,%1$s,,priority,2025-01-01,USD,2,,,100,,,,,,,");
        quote("inputTokens=1000&outputTokens=100")
                .body("atMost", equalTo("0.012"))
                .body("maxPerMillion", equalTo("100"));
        quote("inputTokens=1000&team=emea").body("amount", equalTo("0.003"));
        quote("inputTokens=1000&tier=priority").body("amount", equalTo("0.002"));
    }

    @Test
    void thereIsNoBoundOverSeveralCurrencies() {
        prices("*,%1$s,emea,,2025-01-01,EUR,3,,,10,,,,,,,");
        quote("inputTokens=1000").body("amount", equalTo("0.001")).body("atMost", nullValue());
    }

    @Test
    void whatHasNoPriceHasNoQuoteAndFaultsAreNamed() {
        given().get("/v1/prices/quote?provider=primary&model=nobody-" + model)
                .then()
                .statusCode(404);
        given().get("/v1/prices/quote?inputTokens=-1&calls=0&outputTokens=1&reasoningTokens=2&batch=x")
                .then()
                .statusCode(400)
                .body(
                        "faults.field",
                        containsInAnyOrder("provider", "model", "inputTokens", "calls", "outputTokens", "batch"));
    }

    private ValidatableResponse quote(String question) {
        RequestSpecification request = given().urlEncodingEnabled(false);
        return request.get("/v1/prices/quote?provider=primary&model=" + model + "&" + question)
                .then();
    }

    private void prices(String lines) {
        given().contentType("text/csv")
                .body("provider,model,team,tier,valid_from,currency,input_per_million,cached_input_per_million,"
                        + "cache_write_per_million,output_per_million,reasoning_per_million,long_context_above,"
                        + "long_input_per_million,long_cached_input_per_million,long_cache_write_per_million,"
                        + "long_output_per_million,long_reasoning_per_million\n"
                        + lines.formatted(model))
                .post("/v1/prices/import")
                .then()
                .statusCode(200);
    }
}

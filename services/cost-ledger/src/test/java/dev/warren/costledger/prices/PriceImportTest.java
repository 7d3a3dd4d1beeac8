package dev.warren.costledger.prices;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerProfile;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class PriceImportTest {

    private static final String CSV = "provider,model,valid_from,currency,input_per_million,output_per_million\n";

    private final String model = "model-" + UUID.randomUUID();

    @Inject
    DataSource database;

    @Test
    void aMapIsTakenKindByKind() {
        // When
        importMap("""
                {"sample_spec": {"litellm_provider": "one of ...", "input_cost_per_token": 0.0},
                 "%s": {"litellm_provider": "openai", "mode": "chat", "max_tokens": 16384,
                    "input_cost_per_token": 1.5e-06, "cache_read_input_token_cost": 1.5e-07,
                    "cache_creation_input_token_cost": 1.875e-06, "output_cost_per_token": 6e-06,
                    "output_cost_per_reasoning_token": 7e-06, "input_cost_per_token_batches": 7.5e-07,
                    "output_cost_per_token_batches": 3e-06, "input_cost_per_token_above_200k_tokens": 3e-06,
                    "output_cost_per_token_above_200k_tokens": 9e-06, "input_cost_per_token_priority": 1.0}}
                """, "openai:primary");

        // Then
        given().queryParam("model", model)
                .get("/v1/prices")
                .then()
                .body("prices", hasSize(1))
                .body("prices[0].list", equalTo("imported"))
                .body("prices[0].provider", equalTo("primary"))
                .body("prices[0].currency", equalTo("USD"))
                .body("prices[0].inputPerMillion", equalTo("1.5"))
                .body("prices[0].cachedInputPerMillion", equalTo("0.15"))
                .body("prices[0].cacheWritePerMillion", equalTo("1.875"))
                .body("prices[0].outputPerMillion", equalTo("6"))
                .body("prices[0].reasoningPerMillion", equalTo("7"))
                .body("prices[0].batchFactor", equalTo("0.5"))
                .body("prices[0].longContext.above", equalTo(200_000))
                .body("prices[0].longContext.inputPerMillion", equalTo("3"))
                .body("prices[0].longContext.cachedInputPerMillion", equalTo("0.15"))
                .body("prices[0].longContext.outputPerMillion", equalTo("9"));
    }

    @Test
    void whatIsNotTakenIsCounted() {
        importMap("""
                        {"openai/%1$s": {"litellm_provider": "openai", "input_cost_per_token": 2e-06, "output_cost_per_token": 2e-06},
                         "%1$s": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
                         "azure/%1$s": {"litellm_provider": "azure", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
                         "%1$s-image": {"litellm_provider": "openai", "mode": "image_generation", "output_cost_per_image": 0.04},
                         "%1$s-free": {"litellm_provider": "openai", "input_cost_per_token": 0.0, "output_cost_per_token": 0.0},
                         "%1$s-steps": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                            "input_cost_per_token_above_128k_tokens": 2e-06, "input_cost_per_token_above_256k_tokens": 3e-06}}
                        """, "openai:*")
                .body("prices", equalTo(1))
                .body("leftOut", aMapWithSize(5))
                .body("leftOut", hasEntry("duplicate", 1))
                .body("leftOut", hasEntry("otherProvider", 1))
                .body("leftOut", hasEntry("otherMode", 1))
                .body("leftOut", hasEntry("noTokenPrice", 1))
                .body("leftOut", hasEntry("tieredPricing", 1))
                .body("changes[0].price.inputPerMillion", equalTo("1"));
    }

    @Test
    void whatIsNotTakenIsNamed() {
        importMap("""
                        {"%1$s": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06,
                            "input_cost_per_token_flex": 5e-07},
                         "azure/%1$s": {"litellm_provider": "azure", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
                         "%1$s-steps": {"litellm_provider": "openai", "tiered_pricing": [{"range": [0, 32000]}]}}
                        """, "openai:*")
                .body("leftOutModels", aMapWithSize(2))
                .body("leftOutModels.tieredPricing", equalTo(List.of(model + "-steps")))
                .body("leftOutModels.incompleteTier", equalTo(List.of(model + " (flex)")));
    }

    @Test
    void tiersOfAMapArePricesOfTheirOwn() {
        // When
        importMap("""
                {"%1$s": {"litellm_provider": "openai", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06,
                    "cache_read_input_token_cost": 5e-07, "input_cost_per_token_priority": 3.5e-06,
                    "output_cost_per_token_priority": 1.4e-05, "cache_read_input_token_cost_priority": 8.75e-07,
                    "input_cost_per_token_flex": 1e-06, "output_cost_per_token_flex": 4e-06,
                    "input_cost_per_token_above_200k_tokens": 4e-06,
                    "input_cost_per_token_above_200k_tokens_priority": 7e-06}}
                """, "openai:primary").body("prices", equalTo(3)).body("added", equalTo(3));

        // Then
        applied("priority", "inputPerMillion", "3.5");
        applied("priority", "cachedInputPerMillion", "0.875");
        applied("priority", "longContext.inputPerMillion", "7");
        applied("priority", "longContext.outputPerMillion", "14");
        applied("flex", "inputPerMillion", "1");
        applied("flex", "longContext.inputPerMillion", "4");
        applied("scale", "inputPerMillion", "2");
        applied(null, "outputPerMillion", "8");
    }

    @Test
    void aProviderThatTheMapDoesNotHaveIsRefused() {
        post("application/json", plain("1e-06").formatted(model), "provider", "opnai:*")
                .statusCode(400)
                .body("faults[0].field", equalTo("provider"))
                .body("faults[0].detail", containsString("opnai is none of the map's providers: openai"));
        given().queryParam("model", model).get("/v1/prices").then().body("prices", empty());
    }

    @Test
    void aNameInTheChainThatNobodyKnowsIsRefusedUnlessItIsSaidToBeNew() {
        // Given
        csv("known-%1$s,other,2025-01-01,USD,1,1");
        String map = plain("1e-06").formatted(model);

        // Then
        post("application/json", map, "provider", "openai:knwn-" + model)
                .statusCode(400)
                .body("faults[0].field", equalTo("provider"))
                .body("faults[0].detail", containsString("known-" + model))
                .body("faults[0].detail", containsString("newProvider=true"));
        given().queryParam("model", model).get("/v1/prices").then().body("prices", empty());
        post("application/json", map, "provider", "openai:KNOWN-" + model).statusCode(200);
        post("application/json", map, "provider", "openai:openai").statusCode(200);
        post("application/json", map, "provider", "openai:new-" + model, "newProvider", "true")
                .statusCode(200)
                .body("unseenProviders", equalTo(List.of("new-" + model)));
    }

    @Test
    void whoAsksForThePriceOfAProviderThatNobodyKnowsIsToldWhichThereAre() {
        // Given
        csv("known-%1$s,other,2025-01-01,USD,1,1");

        // Then
        for (String path : List.of("/v1/prices/quote", "/v1/prices/applied")) {
            given().queryParams("provider", "knwn", "model", model)
                    .get(path)
                    .then()
                    .statusCode(404)
                    .body("detail", containsString("known-" + model));
        }
        given().contentType("application/json")
                .body(Map.of("from", "2025-07-01", "to", "2025-08-01", "provider", "knwn"))
                .post("/v1/prices/reprice")
                .then()
                .statusCode(400)
                .body("faults[0].detail", containsString("known-" + model));
    }

    @Test
    void anImportThatTwoTakeBackAtATimeIsTakenBackOnce() throws Exception {
        // Given
        int id = csv("*,%1$s,2025-01-01,USD,1,1").extract().path("id");

        // When
        List<Future<Integer>> statuses = new ArrayList<>();
        try (ExecutorService callers = Executors.newFixedThreadPool(2);
                Connection busy = database.getConnection();
                Statement lock = busy.createStatement()) {
            busy.setAutoCommit(false);
            lock.execute("lock table price in share row exclusive mode");
            for (int i = 0; i < 2; i++) {
                statuses.add(callers.submit(() -> given().queryParam("who", "ada")
                        .delete("/v1/prices/imports/" + id)
                        .statusCode()));
            }
            await().atMost(Broker.PATIENCE).until(() -> isWaiting(lock, 2));
            busy.commit();
        }

        // Then
        assertThat(List.of(statuses.get(0).get(), statuses.get(1).get())).containsExactlyInAnyOrder(200, 409);
    }

    private static boolean isWaiting(Statement query, int callers) throws SQLException {
        try (ResultSet found = query.executeQuery(
                "select count(*) from pg_locks where relation = 'price'::regclass and not granted")) {
            return found.next() && found.getInt(1) == callers;
        }
    }

    @Test
    void aProviderThatNobodyHasCalledIsNamed() {
        csv("primry-%1$s,%1$s,2025-01-01,USD,1,1").body("unseenProviders", equalTo(List.of("primry-" + model)));
        csv("primry-%1$s,%1$s,2025-01-01,USD,1,1").body("unseenProviders", empty());
    }

    @Test
    void rowsOfOneFileSeeEachOther() {
        // Given
        csv("*,%s,2025-01-01,USD,1,1").body("added", equalTo(1));

        // When the price was another one in January, and is as before from February on
        csv("*,%1$s,2025-02-01,USD,1,1\n*,%1$s,2025-01-01,USD,2,2").body("changed", equalTo(2));

        // Then
        given().queryParam("model", model)
                .get("/v1/prices")
                .then()
                .body("prices.inputPerMillion", equalTo(List.of("1", "2")));
    }

    @Test
    void aFileOfASpreadsheetIsRead() {
        post("text/csv;charset=UTF-8", "\uFEFF" + CSV + "*,%s,2025-01-01,USD,1,1".formatted(model))
                .statusCode(200)
                .body("added", equalTo(1));
    }

    @Test
    void anImportIsTakenBackToWhatWasBefore() {
        // Given
        csv("*,%1$s,2025-01-01,USD,1,1").body("added", equalTo(1));
        int id = csv("*,%1$s,2025-01-01,USD,5,5\n*,%1$s-new,2025-01-01,USD,5,5")
                .body("changed", equalTo(1))
                .extract()
                .path("id");

        // When
        given().delete("/v1/prices/imports/" + id).then().statusCode(400).body("faults.field", equalTo(List.of("who")));
        given().queryParams("who", "ada", "why", "wrong file")
                .delete("/v1/prices/imports/" + id)
                .then()
                .statusCode(200)
                .body("prices", equalTo(2));

        // Then
        given().queryParam("model", model)
                .get("/v1/prices")
                .then()
                .body("prices.inputPerMillion", equalTo(List.of("1")));
        given().queryParam("model", model + "-new").get("/v1/prices").then().body("prices", empty());
        given().queryParam("model", model)
                .get("/v1/prices/history")
                .then()
                .body("prices.revision", equalTo(List.of(3, 2, 1)))
                .body("prices.price.inputPerMillion", equalTo(List.of("1", "5", "1")))
                .body("prices[1].importId", equalTo(id))
                .body("prices[0].recordedAt", notNullValue());
        given().get("/v1/prices/imports")
                .then()
                .body("imports.find { it.takesBack == %d }.who".formatted(id), equalTo("ada"))
                .body("imports.find { it.takesBack == %d }.why".formatted(id), equalTo("wrong file"))
                .body("imports.find { it.id == %d }.takenBackBy".formatted(id), notNullValue());
        given().queryParam("who", "ada")
                .delete("/v1/prices/imports/" + id)
                .then()
                .statusCode(409);
        given().queryParam("who", "ada")
                .delete("/v1/prices/imports/999999999")
                .then()
                .statusCode(404);
    }

    @Test
    void aPriceIsTakenBackUnlessItIsNoneThatCounts() {
        // Given
        int first = csv("*,%s,2025-01-01,USD,1,1").extract().path("changes[0].price.id");
        int second = csv("*,%s,2025-01-01,USD,2,2").extract().path("changes[0].price.id");

        // Then
        given().header("X-Warren-User", "ada")
                .delete("/v1/prices/" + first)
                .then()
                .statusCode(404);
        given().header("X-Warren-User", "ada")
                .delete("/v1/prices/" + second)
                .then()
                .statusCode(200);
        given().queryParam("model", model)
                .get("/v1/prices")
                .then()
                .body("prices.inputPerMillion", equalTo(List.of("1")));
    }

    @Test
    void theSameImportAgainChangesNothing() {
        // Given
        importMap(plain("1e-06"), "openai:*").body("added", equalTo(1)).body("unchanged", equalTo(0));

        // Then
        importMap(plain("1e-06"), "openai:*").body("added", equalTo(0)).body("unchanged", equalTo(1));
        importMap(plain("2e-06"), "openai:*")
                .body("changed", equalTo(1))
                .body("changes[0].before.inputPerMillion", equalTo("1"))
                .body("changes[0].price.inputPerMillion", equalTo("2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"%1$s\": {\"litellm_provider\": \"openai\"}, \"%1$s\": {\"litellm_provider\": \"azure\"}}",
                "{\"%1$s\\ud83d\": {\"litellm_provider\": \"openai\"}}"
            })
    void aMapThatCanBeReadInMoreThanOneWayIsRefused(String map) {
        post("application/json", map.formatted(model), "provider", "openai:*")
                .statusCode(400)
                .body("type", equalTo("urn:warren:problem:invalid-request"));
    }

    @Test
    void aListThatIsNoTextIsRefused() {
        given().contentType("text/csv")
                .body("provider,model,café".getBytes(StandardCharsets.ISO_8859_1))
                .post("/v1/prices/import")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    @Test
    void aPreviewImportsNothing() {
        // When
        post("application/json", plain("1e-06").formatted(model), "provider", "openai:*", "dryRun", "true")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("added", equalTo(1))
                .body("changes[0].price.id", nullValue());

        // Then
        given().queryParam("model", model).get("/v1/prices").then().body("prices", empty());
    }

    @Test
    void anImportedPriceCountsAtOnce() {
        // When
        importMap(plain("1e-06"), "openai:*");

        // Then
        given().queryParams("provider", "primary", "model", model)
                .get("/v1/prices/applied")
                .then()
                .statusCode(200)
                .body("list", equalTo("imported"));
    }

    @Test
    void csvIsImportedWithPricesOfTeams() {
        // When
        post(
                        "text/csv",
                        "provider,model,team,valid_from,currency,input_per_million,output_per_million\n"
                                + "*,%1$s,,2025-01-01,USD,2,4\n*,%1$s,emea,2025-01-01,USD,1,2\n".formatted(model))
                .statusCode(200)
                .body("added", equalTo(2));

        // Then
        applied("emea").body("inputPerMillion", equalTo("1"));
        applied("apac").body("inputPerMillion", equalTo("2"));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "'\"-1e-06\"', m.input_cost_per_token",
                "-1e-06, m.input_cost_per_token",
                "1e+06, m.input_cost_per_token",
                "true, m.input_cost_per_token",
                "1e-999, m.input_cost_per_token",
            })
    void whatIsNoPriceIsNamed(String input, String field) {
        post(
                        "application/json",
                        "{\"m\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": %s, \"output_cost_per_token\": 1}}"
                                .formatted(input),
                        "provider",
                        "openai:*")
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", equalTo(List.of(field)));
    }

    @Test
    void oneModelAtTwoPricesIsRefused() {
        post("application/json", """
                        {"m": {"litellm_provider": "openai", "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06},
                         "azure/m": {"litellm_provider": "azure", "input_cost_per_token": 2e-06, "output_cost_per_token": 1e-06}}
                        """, "provider", "openai:*", "provider", "azure:*")
                .statusCode(400)
                .body("faults.field", equalTo(List.of("azure/m")));
    }

    @Test
    void faultsOfTheQuestionAreNamed() {
        post("application/json", "{}", "provider", "openai", "validFrom", "today", "dryRun", "yes")
                .statusCode(400)
                .body("faults.field", containsInAnyOrder("provider", "validFrom", "dryRun"));
        post("application/json", "{}").statusCode(400).body("faults.field", equalTo(List.of("provider")));
    }

    @Test
    void whatIsNoListIsRefused() {
        post("application/json", "{", "provider", "openai:*").statusCode(400).body("detail", containsString("line 1"));
        post("application/json", "[]", "provider", "openai:*").statusCode(400);
        post("text/csv", "provider,model\n*,m\n").statusCode(400).body("detail", containsString("line 2"));
        post("text/csv", "").statusCode(400);
    }

    private ValidatableResponse applied(String team) {
        return given().queryParams("provider", "primary", "model", model, "team", team)
                .get("/v1/prices/applied")
                .then()
                .statusCode(200);
    }

    private void applied(String tier, String field, String value) {
        RequestSpecification request = given().queryParams("provider", "primary", "model", model);
        (tier == null ? request : request.queryParam("tier", tier))
                .get("/v1/prices/applied")
                .then()
                .statusCode(200)
                .body(field, equalTo(value));
    }

    private ValidatableResponse csv(String lines) {
        return post("text/csv", CSV + lines.formatted(model)).statusCode(200);
    }

    private static String plain(String input) {
        return "{\"%s\": {\"litellm_provider\": \"openai\", \"input_cost_per_token\": " + input
                + ", \"output_cost_per_token\": 1e-05}}";
    }

    private ValidatableResponse importMap(String map, String provider) {
        return post("application/json", map.formatted(model), "provider", provider, "newProvider", "true")
                .statusCode(200);
    }

    private static ValidatableResponse post(String type, String body, String... parameters) {
        RequestSpecification request = given().contentType(type).body(body);
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.post("/v1/prices/import").then();
    }
}

package dev.warren.costledger.budgets.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class BudgetsApiTest {

    private static final String PATH = "/v1/budgets/{name}";
    private static final String EACH_USER = """
            {"kind":"hard","currency":"USD","limit":"5.00","scope":{"user":"*"%s},"period":"total","why":"agreed"}""";

    private final String name = "b-" + UUID.randomUUID();
    private final String feature = "feature-" + UUID.randomUUID();

    private Broker broker;

    @Test
    void aBudgetIsMadeReadReplacedAndDeleted() {
        // Given
        String made = created(EACH_USER.formatted("")).header("ETag");

        // When
        given().get(PATH, name)
                .then()
                .statusCode(200)
                .header("ETag", made)
                .body("name", equalTo(name))
                .body("kind", equalTo("hard"))
                .body("limit", equalTo("5"))
                .body("scope", equalTo(Map.of("user", "*")))
                .body("period", equalTo("total"))
                .body("thresholds", equalTo(List.of(50, 80, 100)))
                .body("origin", equalTo("api"));
        String replaced = by("ada")
                .header("If-Match", made)
                .body(EACH_USER.formatted("").replace("5.00", "7.25"))
                .put(PATH, name)
                .then()
                .statusCode(200)
                .body("limit", equalTo("7.25"))
                .extract()
                .header("ETag");

        // Then
        assertThat(replaced).isNotEqualTo(made);
        by("ada")
                .header("If-Match", replaced)
                .queryParam("why", "no longer")
                .delete(PATH, name)
                .then()
                .statusCode(204);
        given().get(PATH, name).then().statusCode(404).body("type", equalTo("urn:warren:problem:unknown-budget"));
        given().get(PATH + "/audit", name)
                .then()
                .statusCode(200)
                .body("count", equalTo(3))
                .body("entries.action", equalTo(List.of("deleted", "replaced", "created")))
                .body("entries.who", equalTo(List.of("ada", "ada", "ada")))
                .body("entries.why", equalTo(List.of("no longer", "agreed", "agreed")));
    }

    @Test
    void theAuditNamesEveryChangedFieldWithItsValueBeforeAndAfter() {
        // Given
        Response made = created(EACH_USER.formatted("").replace("total", "day"));
        Map<String, Object> budget = made.jsonPath().getMap("");
        budget.put("limit", "7.50");
        budget.put("thresholds", List.of(90));
        budget.put("zone", "Europe/Berlin");
        budget.put("why", "more, and fewer alerts");

        // When
        by("ada")
                .header("If-Match", made.header("ETag"))
                .body(budget)
                .put(PATH, name)
                .then()
                .statusCode(200);

        // Then
        given().get(PATH + "/audit", name)
                .then()
                .body(
                        "entries[0].detail",
                        equalTo("limit: 5 -> 7.5; zone: UTC -> Europe/Berlin; thresholds: [50, 80, 100] -> [90]"));
    }

    @Test
    void whatIsReadCanBeChangedAndSentBack() {
        // Given
        created(EACH_USER.formatted(""));
        Response read = given().get(PATH, name);
        Map<String, Object> budget = read.jsonPath().getMap("");
        budget.put("kind", "soft");
        budget.put("who", "bob");
        budget.put("why", "calmer");

        // Then
        given().contentType(ContentType.JSON)
                .header("If-Match", read.header("ETag"))
                .body(budget)
                .put(PATH, name)
                .then()
                .statusCode(200)
                .body("kind", equalTo("soft"))
                .body("limit", equalTo("5"));
    }

    @Test
    void whoIsSlowerReadsAgain() {
        // Given
        String seen = created(EACH_USER.formatted("")).header("ETag");
        String other = EACH_USER.formatted("").replace("5.00", "6");
        by("ada").header("If-Match", seen).body(other).put(PATH, name).then().statusCode(200);

        // Then
        by("bob")
                .header("If-Match", seen)
                .body(EACH_USER.formatted(""))
                .put(PATH, name)
                .then()
                .statusCode(412)
                .contentType("application/problem+json")
                .body("detail", containsString("read it again"));
        by("bob")
                .header("If-Match", seen)
                .queryParam("why", "x")
                .delete(PATH, name)
                .then()
                .statusCode(412);
        by("bob")
                .header("If-None-Match", "*")
                .body(EACH_USER.formatted(""))
                .put(PATH, name)
                .then()
                .statusCode(412)
                .body("type", equalTo("urn:warren:problem:budget-exists"));
    }

    @Test
    void theSameDefinitionAgainIsNoChange() {
        // Given
        String made = created(EACH_USER.formatted("")).header("ETag");

        // Then
        by("ada")
                .header("If-Match", made)
                .body(EACH_USER.formatted(""))
                .put(PATH, name)
                .then()
                .statusCode(200)
                .header("ETag", made);
    }

    @Test
    void aChangeSaysWhichVersionIsMeant() {
        by("ada").body(EACH_USER.formatted("")).put(PATH, name).then().statusCode(428);
        by("ada").queryParam("why", "x").delete(PATH, name).then().statusCode(428);
        by("ada")
                .header("If-Match", "\"1\"")
                .body(EACH_USER.formatted(""))
                .put(PATH, name)
                .then()
                .statusCode(404);
    }

    @Test
    void everyFaultIsNamed() {
        given().contentType(ContentType.JSON)
                .header("If-None-Match", "*")
                .body("""
                        {"kind":"firm","currency":"usd","limit":"much","scope":{"user":"u-*"},"period":"year"}""")
                .put(PATH, "Not A Name")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "faults.field",
                        equalTo(List.of("who", "why", "name", "kind", "currency", "limit", "scope.user", "period")));
        by("ada")
                .header("If-None-Match", "*")
                .body("{\"limmit\":\"5\"}")
                .put(PATH, name)
                .then()
                .statusCode(400)
                .body("detail", containsString("limmit is none of"));
        given().queryParam("nmae", "x")
                .get("/v1/budgets")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("nmae")));
    }

    @Test
    void budgetsAreListedInPages() {
        // Given
        created(EACH_USER.formatted(""));

        // Then
        given().get("/v1/budgets").then().statusCode(200).body("budgets.name", hasItems(name));
        given().queryParam("limit", 1)
                .get("/v1/budgets")
                .then()
                .body("budgets", hasSize(1))
                .body("count", greaterThan(0));
    }

    @Test
    void accountsStandAsTheirCallsCost() {
        // Given
        created(EACH_USER.formatted(",\"feature\":\"" + feature + "\""));

        // When a call costs 0.1 USD, another 0.2
        spend("u-1", 1_000_000);
        spend("u-2", 2_000_000);

        // Then
        given().get(PATH + "/accounts", name)
                .then()
                .body("currency", equalTo("USD"))
                .body("accounts.account.user", equalTo(List.of("u-2", "u-1")))
                .body("accounts.spent", equalTo(List.of("0.2", "0.1")))
                .body("accounts.left", equalTo(List.of("4.8", "4.9")))
                .body("accounts.state", equalTo(List.of("ok", "ok")))
                .body("accounts.resetsAt", equalTo(Arrays.asList(null, null)));
        given().queryParam("limit", 1)
                .get(PATH + "/accounts", name)
                .then()
                .header("Link", containsString("offset=1"))
                .body("accounts", hasSize(1));
        given().queryParam("user", "u-1")
                .get(PATH + "/accounts", name)
                .then()
                .body("count", equalTo(1))
                .body("accounts.spent", equalTo(List.of("0.1")));
        given().queryParam("team", "emea").get(PATH + "/accounts", name).then().body("count", equalTo(0));
        given().get(PATH, name)
                .then()
                .body("accounts", equalTo(2))
                .body("fullest.account", equalTo(Map.of("user", "u-2", "feature", feature)));
    }

    @Test
    void anAccountOnWhichEverythingIsSpentSaysSo() {
        // Given
        created(EACH_USER.formatted(",\"feature\":\"" + feature + "\""));

        // When
        spend("u-1", 41_000_000);
        spend("u-2", 51_000_000);

        // Then
        given().get(PATH + "/accounts", name)
                .then()
                .body("accounts.account.user", equalTo(List.of("u-2", "u-1")))
                .body("accounts.state", equalTo(List.of("exhausted", "warning")))
                .body("accounts.left", equalTo(List.of("-0.1", "0.9")));
    }

    @Test
    void anAccountIsRaisedOnce() {
        // Given
        created(EACH_USER.formatted(",\"feature\":\"" + feature + "\""));
        spend("u-1", 1_000_000);
        String until = Instant.now().plusSeconds(3_600).toString();
        String order = """
                {"amount":"2.50","until":"%s","account":{"user":"u-1"},"why":"launch day"}""".formatted(until);

        // When
        int first = raised(order).statusCode(200).extract().path("id");
        int second = raised(order).statusCode(200).extract().path("id");

        // Then
        assertThat(second).isEqualTo(first);
        given().get(PATH + "/accounts", name).then().body("accounts.limit", equalTo(List.of("7.5")));
        raised(order.replace("2.50", "3"))
                .statusCode(409)
                .body("type", equalTo("urn:warren:problem:idempotency-key-reused"));
        given().get(PATH + "/audit", name)
                .then()
                .body("entries[0].action", equalTo("increased"))
                .body("entries[0].amount", equalTo("2.5"))
                .body("entries[0].account.user", equalTo("u-1"))
                .body("entries[0].until", notNullValue());
    }

    @Test
    void faultsOfAnIncreaseAreNamed() {
        // Given
        created(EACH_USER.formatted(""));

        // Then
        given().contentType(ContentType.JSON)
                .body("""
                        {"amount":"-1","until":"2020-01-01T00:00:00Z","account":{"team":"emea"}}""")
                .post(PATH + "/increases", name)
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("amount", "until", "account", "who", "why")));
        by("ada")
                .body("{\"amount\":\"1\",\"why\":\"x\"}")
                .post(PATH + "/increases", "unknown")
                .then()
                .statusCode(404);
    }

    @Test
    void allAccountsCountFromNothingAgain() {
        // Given
        created(EACH_USER.formatted(",\"feature\":\"" + feature + "\""));
        spend("u-1", 1_000_000);

        // When
        by("ada")
                .body("{\"why\":\"load test\"}")
                .post(PATH + "/resets", name)
                .then()
                .statusCode(200)
                .body("action", equalTo("reset"))
                .body("account", nullValue());

        // Then
        given().get(PATH + "/accounts", name)
                .then()
                .body("accounts.spent", equalTo(List.of("0")))
                .body("accounts.left", equalTo(List.of("5")));
    }

    @Test
    void aPartOfOneBudgetBecomesAnothers() {
        // Given
        String other = name + "-2";
        String all = EACH_USER.formatted("").replace("\"user\":\"*\"", "\"feature\":\"%s\"");
        created(all.formatted(feature));
        created(other, all.formatted(feature + "-2"));
        spend("u-1", 1_000_000);

        // When
        by("ada")
                .body("""
                        {"to":"%s","amount":"1.5","why":"quarter end"}""".formatted(other))
                .post(PATH + "/transfers", name)
                .then()
                .statusCode(200)
                .body("entries.budget", equalTo(List.of(name, other)))
                .body("entries.amount", equalTo(List.of("-1.5", "1.5")));

        // Then
        given().get(PATH + "/accounts", name).then().body("accounts.limit", equalTo(List.of("3.5")));
        by("ada")
                .body("""
                        {"to":"%s","amount":"10","why":"too much"}""".formatted(other))
                .post(PATH + "/transfers", name)
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:warren:problem:budget-too-small"));
        by("ada")
                .body("""
                        {"to":"nobody","amount":"1","why":"x"}""")
                .post(PATH + "/transfers", name)
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("to")));
    }

    @Test
    void theInterfaceIsDocumentedWithExamples() {
        given().get("/q/openapi")
                .then()
                .body(containsString("/v1/budgets/{name}/increases"))
                .body(containsString("agreed with support"));
    }

    private Response created(String body) {
        return created(name, body);
    }

    private static Response created(String name, String body) {
        Response response = by("ada").header("If-None-Match", "*").body(body).put(PATH, name);
        response.then().statusCode(201).header("Location", endsWith("/v1/budgets/" + name));
        return response;
    }

    private ValidatableResponse raised(String order) {
        return by("ada")
                .header("Idempotency-Key", "launch")
                .body(order)
                .post(PATH + "/increases", name)
                .then();
    }

    private static RequestSpecification by(String user) {
        return given().contentType(ContentType.JSON).header("X-Warren-User", user);
    }

    private void spend(String user, long inputTokens) {
        LedgerClient ledger = new LedgerClient(broker);
        ledger.publish(UsageMessage.any()
                .feature(feature)
                .who(user, null)
                .to("primary", "test-small")
                .tokens(inputTokens, 0, 0));
        Awaitility.await()
                .atMost(Broker.PATIENCE)
                .until(() -> ledger.spend("feature", feature, "user", user)
                                .getList("groups")
                                .size()
                        == 1);
    }
}

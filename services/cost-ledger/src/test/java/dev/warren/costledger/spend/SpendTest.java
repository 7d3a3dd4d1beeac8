package dev.warren.costledger.spend;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class SpendTest {

    private final String feature = "feature-" + UUID.randomUUID();

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void spendIsGroupedByWhatWasAsked() {
        // Given
        book(
                call().who("u-2", "apac").tokens(1_000, 0, 0),
                call().who("u-1", "emea").tokens(1_000, 400, 10),
                call().who("u-1", "emea").tokens(1, 0, 0));

        // When
        JsonPath spend = ledger.spend("by", "user,team", "feature", feature);

        // Then
        assertThat(spend.getList("by")).containsExactly("user", "team");
        assertThat(spend.getLong("groupCount")).isEqualTo(2);
        assertThat(spend.<Map<String, Object>>getList("groups"))
                .containsExactly(
                        group(Map.of("user", "u-1", "team", "emea"), 2, 1_001, 400, 10, "0.0000841"),
                        group(Map.of("user", "u-2", "team", "apac"), 1, 1_000, 0, 0, "0.0001"));
        assertThat(spend.<Map<String, Object>>getList("total"))
                .containsExactly(group(Map.of(), 3, 2_001, 400, 10, "0.0001841"));
    }

    @Test
    void withoutADimensionThereIsOneGroupPerCurrency() {
        // Given
        book(call(), call().to("primary", "test-euro").tokens(100, 50, 0));

        // When
        JsonPath spend = ledger.spend("feature", feature);

        // Then
        assertThat(spend.getList("groups.currency")).containsExactly("EUR", "USD");
        assertThat(spend.getList("groups.amount")).containsExactly("0.00011", "0.00014");
        assertThat(spend.getList("total")).isEqualTo(spend.getList("groups"));
    }

    @Test
    void unpricedCallsStandBesideTheAmountThatLacksThem() {
        // Given
        book(call(), call().unknownTokens(), call().who("u-2", null).to("primary", "nobody-knows"));

        // When
        JsonPath spend = ledger.spend("by", "user", "feature", feature);

        // Then
        assertThat(spend.getList("groups.user")).containsExactly("u-1", "u-2");
        assertThat(spend.getList("groups.calls")).containsExactly(2, 1);
        assertThat(spend.getList("groups.unpricedCalls")).containsExactly(1, 1);
        assertThat(spend.getList("groups.amount")).containsExactly("0.00014", null);
        assertThat(spend.getList("groups.currency")).containsExactly("USD", null);
        assertThat(spend.getList("total.unpricedCalls")).containsExactly(1, 1);
    }

    @Test
    void answersThatWereUsedAgainStandBesideTheCallsWithWhatTheySaved() {
        // Given
        book(
                call().tokens(1_000, 400, 10),
                call().tokens(1_000, 400, 10).reuseOf("c-1"),
                call().tokens(1_000, 400, 10).reuseOf("c-1"),
                call().who("u-2", "emea")
                        .to("primary", "test-euro")
                        .tokens(100, 0, 0)
                        .reuseOf("c-2"),
                call().who("u-3", "emea").to("primary", "nobody-knows").reuseOf("c-3"));

        // When
        JsonPath spend = ledger.spend("by", "user", "feature", feature);

        // Then
        assertThat(spend.getList("groups.user")).containsExactly("u-1", "u-2", "u-3");
        assertThat(spend.getList("groups.calls")).containsExactly(1, 0, 0);
        assertThat(spend.getList("groups.inputTokens")).containsExactly(1_000, 0, 0);
        assertThat(spend.getList("groups.amount")).containsExactly("0.000084", "0", null);
        assertThat(spend.getList("groups.currency")).containsExactly("USD", "EUR", null);
        assertThat(spend.getList("groups.unpricedCalls")).containsExactly(0, 0, 0);
        assertThat(spend.getList("groups.reused")).containsExactly(2, 1, 1);
        assertThat(spend.getList("groups.saved")).containsExactly("0.000168", "0.00011", null);
        assertThat(spend.getList("total.currency")).containsExactly("EUR", "USD", null);
        assertThat(spend.getList("total.reused")).containsExactly(1, 2, 1);
        assertThat(spend.getList("total.saved")).containsExactly("0.00011", "0.000168", null);
    }

    @Test
    void anAbandonedCallIsUnpriced() {
        // Given
        book(call(), call().outcome("abandoned").unknownTokens());

        // When
        JsonPath spend = ledger.spend("feature", feature);

        // Then
        assertThat(spend.getList("groups.calls")).containsExactly(2);
        assertThat(spend.getList("groups.unpricedCalls")).containsExactly(1);
        assertThat(spend.getList("groups.amount")).containsExactly("0.00014");
    }

    @Test
    void byCurrencyKeepsUnpricedCallsApart() {
        // Given
        book(call(), call().unknownTokens());

        // When
        JsonPath spend = ledger.spend("by", "currency", "feature", feature);

        // Then
        assertThat(spend.getList("groups.currency")).containsExactly("USD", null);
        assertThat(spend.getList("groups.unpricedCalls")).containsExactly(0, 1);
    }

    @Test
    void theEmbeddedProviderIsFreeAndNotUnpriced() {
        // Given
        book(
                call().to("local", "all-minilm-l6-v2-q"),
                call().to("local", "lexrank").unknownTokens());

        // When
        JsonPath spend = ledger.spend("by", "provider", "feature", feature);

        // Then
        assertThat(spend.getString("groups[0].amount")).isEqualTo("0");
        assertThat(spend.getInt("groups[0].unpricedCalls")).isZero();
    }

    @Test
    void aCallIsPricedAsItWasOnItsDay() {
        // Given
        book(call().at(Instant.parse("2025-06-30T23:59:59.999Z")), call().at(Instant.parse("2025-07-01T00:00:00Z")));

        // When
        JsonPath spend = ledger.spend("by", "day", "feature", feature);

        // Then
        assertThat(spend.getList("groups.day")).containsExactly("2025-06-30", "2025-07-01");
        assertThat(spend.getList("groups.amount")).containsExactly("0.00021", "0.00014");
    }

    @Test
    void aDayBeginsWhereTheAskerLives() {
        // Given
        book(call().at(Instant.parse("2025-07-15T22:30:00Z")));

        // When
        JsonPath berlin = ledger.spend(
                "by", "day", "feature", feature, "tz", "Europe/Berlin", "from", "2025-07-16", "to", "2025-07-17");
        JsonPath utc = ledger.spend("by", "day", "feature", feature, "from", "2025-07-16");

        // Then
        assertThat(berlin.getList("groups.day")).containsExactly("2025-07-16");
        assertThat(berlin.getString("from")).isEqualTo("2025-07-15T22:00:00Z");
        assertThat(berlin.getString("tz")).isEqualTo("Europe/Berlin");
        assertThat(utc.getList("groups")).isEmpty();
    }

    @Test
    void aPeriodHasItsFirstMomentAndNotItsLast() {
        // Given
        book(call());
        String noon = UsageMessage.NOON.toString();
        String later = UsageMessage.NOON.plusMillis(1).toString();

        // Then
        assertThat(ledger.spend("feature", feature, "from", noon, "to", later).getList("groups"))
                .hasSize(1);
        assertThat(ledger.spend("feature", feature, "to", noon).getList("groups"))
                .isEmpty();
        assertThat(ledger.spend("feature", feature, "from", later).getList("groups"))
                .isEmpty();
    }

    @Test
    void filtersNarrowAndARepeatedFilterWidens() {
        // Given
        book(
                call().who("u-1", "emea"),
                call().who("u-2", "emea").to("secondary", "test-large"),
                call().who("u-3", null));

        // Then
        assertThat(users("user", List.of("u-1", "u-3"))).containsExactly("u-1", "u-3");
        assertThat(users("team", "emea")).containsExactly("u-1", "u-2");
        assertThat(users("provider", "secondary")).containsExactly("u-2");
        assertThat(users("model", "test-small")).containsExactly("u-1", "u-3");
        assertThat(users("user", "u-1' or 'a'='a")).isEmpty();
    }

    @Test
    void pagesAddUpToEverythingAndTotalsAreOverAllPages() {
        // Given
        book(call().who("u-1", null), call().who("u-2", null), call().who("u-3", null));

        // When
        JsonPath second = ledger.spend("by", "user", "feature", feature, "limit", 2, "offset", 2);
        JsonPath beyond = ledger.spend("by", "user", "feature", feature, "limit", 2, "offset", 4);

        // Then
        given().queryParams("by", "user", "feature", feature, "limit", 2)
                .get("/v1/spend")
                .then()
                .body("groups.user", equalTo(List.of("u-1", "u-2")))
                .body("total.calls", equalTo(List.of(3)))
                .header("Link", containsString("offset=2"))
                .header("Link", containsString("rel=\"next\""));
        assertThat(second.getList("groups.user")).containsExactly("u-3");
        assertThat(beyond.getList("groups")).isEmpty();
        assertThat(beyond.getLong("groupCount")).isEqualTo(3);
    }

    @Test
    void csvHasOneLinePerGroup() {
        // Given
        book(
                call().who("Doe, \"J\"", null),
                call().who("Doe, \"J\"", null).reuseOf("c-1"),
                call().who("=HYPERLINK(\"http://x\")", "@emea").to("primary", "nobody-knows"));

        // When
        String csv = given().accept("text/csv")
                .queryParams("by", "user,team", "feature", feature)
                .get("/v1/spend")
                .then()
                .statusCode(200)
                .header("Content-Type", "text/csv;charset=UTF-8")
                .extract()
                .asString();

        // Then
        assertThat(csv).isEqualTo("""
                        user,team,calls,inputTokens,cachedInputTokens,outputTokens,amount,currency,unpricedCalls,reused,saved
                        "'=HYPERLINK(""http://x"")","'@emea",1,1000,0,100,,,1,0,
                        "Doe, ""J""\",,1,1000,0,100,0.00014,USD,0,1,0.00014
                        """.replace("\n", "\r\n"));
    }

    @Test
    void everyFaultOfAQuestionIsNamed() {
        given().queryParams("by", "user,colour", "from", "yesterday", "to", "2025-02-30", "tz", "+02:00", "limit", 0)
                .get("/v1/spend")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("status", equalTo(400))
                .body("faults.field", hasItems("by", "from", "to", "tz", "limit"))
                .body("faults.find { it.field == 'by' }.detail", containsString("'colour' is none of user, team"));
    }

    @ParameterizedTest
    @CsvSource({
        "from, 2025-07-15T12:00:00",
        "from, +12025-01-01T00:00:00Z",
        "to, 2025-07-15T25:00:00Z",
        "by, userid",
        "by, 'user,,team'",
        "user, ' '",
        "offset, -1",
        "offset, 3000000000",
        "limit, 10001",
        "tz, Mars/Olympus",
    })
    void aFaultIsRefusedInEveryFormat(String parameter, String value) {
        given().accept("text/csv")
                .queryParam(parameter, value)
                .get("/v1/spend")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", equalTo(List.of(parameter)));
    }

    @Test
    void aPeriodThatEndsBeforeItBeginsIsRefused() {
        given().queryParams("from", "2025-07-15", "to", "2025-07-15")
                .get("/v1/spend")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("to")))
                .body("faults[0].detail", equalTo("must be later than from"));
    }

    @Test
    void withoutAPeriodItsEndsAreNull() {
        given().queryParams("feature", feature)
                .get("/v1/spend")
                .then()
                .body("from", nullValue())
                .body("to", nullValue())
                .body("tz", equalTo("UTC"))
                .body("groups", equalTo(List.of()));
    }

    private List<String> users(String filter, Object value) {
        return ledger.spend("by", "user", "feature", feature, filter, value).getList("groups.user");
    }

    private UsageMessage call() {
        return UsageMessage.any().feature(feature);
    }

    private void book(UsageMessage... calls) {
        ledger.publish(calls);
        ledger.awaitEntries(feature, calls.length);
    }

    private static Map<String, Object> group(
            Map<String, String> key, int calls, int input, int cached, int output, String amount) {
        Map<String, Object> group = new HashMap<>(key);
        group.putAll(Map.of(
                "calls",
                calls,
                "inputTokens",
                input,
                "cachedInputTokens",
                cached,
                "outputTokens",
                output,
                "amount",
                amount,
                "currency",
                "USD",
                "unpricedCalls",
                0,
                "reused",
                0,
                "saved",
                "0"));
        return group;
    }
}

package dev.warren.costledger.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class ReconciliationTest {

    private static final String HEADER = "day,model,input_tokens,cached_input_tokens,output_tokens,amount\n";

    private final String id = UUID.randomUUID().toString();
    private final String provider = "provider-" + id;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void whatBothKnowAlikeAgrees() {
        // Given
        book(call().tokens(1_000, 400, 10), call().tokens(1_000, 0, 90));

        // When
        JsonPath report = reconcile("2025-07-15,test-small,2000,400,100,0.00022\n");

        // Then
        assertThat(report.getList("days.verdict")).containsExactly("agrees");
        assertThat(report.getString("total.difference")).isEqualTo("0");
        assertThat(report.getLong("calls.count")).isZero();
    }

    @Test
    void aDifferenceIsTakenApartIntoTokensAndPrice() {
        // Given 1,000 input at 0.10 and 100 output at 0.40 per million
        book(call().tokens(1_000, 0, 100));

        // When 500 tokens of the input were cached, 10 more came out, and 0.001 is charged beside
        JsonPath report = reconcile("2025-07-15,test-small,1000,500,110,0.001119\n");

        // Then
        assertThat(report.getString("days[0].verdict")).isEqualTo("differs");
        assertThat(report.getString("days[0].difference.input.tokens")).isEqualTo("-500");
        assertThat(report.getString("days[0].difference.input.amount")).isEqualTo("-0.00005");
        assertThat(report.getString("days[0].difference.cachedInput.amount")).isEqualTo("0.000025");
        assertThat(report.getString("days[0].difference.output.amount")).isEqualTo("0.000004");
        assertThat(report.getString("days[0].difference.price")).isEqualTo("0.001");
        assertThat(report.getString("days[0].difference.amount")).isEqualTo("0.000979");
        assertThat(report.getString("total.difference")).isEqualTo("0.000979");
    }

    @Test
    void callsWithoutCounterpartAreListed() {
        // Given
        book(
                call().callId(id + "-alone").to(provider, "test-large"),
                call().callId(id + "-unknown").outcome("abandoned").unknownTokens(),
                call().callId(id + "-counted"),
                call().callId(id + "-later").at(UsageMessage.NOON.plus(Duration.ofDays(1))),
                call().callId(id + "-reused").reuseOf("c-1"));

        // When
        JsonPath report = reconcile("2025-07-15,test-small,1000,0,100,0.00014\n2025-07-15,test-euro,1,0,0,0\n");

        // Then
        assertThat(report.getList("days.model")).containsExactly("test-euro", "test-large", "test-small");
        assertThat(report.getList("days.verdict")).containsExactly("not-in-ledger", "not-in-export", "agrees");
        assertThat(report.getInt("days[2].ledger.unpricedCalls")).isEqualTo(1);
        assertThat(report.getList("calls.listed.callId")).containsExactly(id + "-alone", id + "-unknown");
        assertThat(report.getList("calls.listed.why")).containsExactly("not-in-export", "unknown-tokens");
    }

    @Test
    void aProviderThatNobodyKnowsIsRefused() {
        post(HEADER + "2025-07-15,test-small,1000,0,100,0.00014\n")
                .statusCode(400)
                .body("faults[0].field", equalTo("provider"));
    }

    @Test
    void whatTheExportSaysAboutCallsOfUnknownUsageIsOfferedAndCanBeBooked() {
        // Given
        book(
                call().callId(id + "-1"),
                call().callId(id + "-timeout").outcome("timeout").unknownTokens());

        // When
        JsonPath report = reconcile("2025-07-15,test-small,1500,200,150,0.0002\n");

        // Then
        assertThat(report.getString("offers[0].why")).isEqualTo("rest-of-the-day");
        assertThat(report.getMap("offers[0].correction"))
                .isEqualTo(Map.of(
                        "callId", id + "-timeout", "inputTokens", 500, "cachedInputTokens", 200, "outputTokens", 50));

        // When
        correct(report.getList("offers.correction")).body("calls.status", equalTo(List.of("corrected")));

        // Then
        JsonPath again = reconcile("2025-07-15,test-small,1500,200,150,0.0002\n");
        assertThat(again.getList("days.verdict")).containsExactly("agrees");
        assertThat(again.getList("offers")).isEmpty();
        assertThat(again.getInt("calls.count")).isZero();
    }

    @Test
    void whatIsLeftOverIsOfferedToNoneOfSeveralAlsoWhereNotAllAreListed() {
        // Given a thousand calls are listed
        UsageMessage[] calls = IntStream.range(0, 1_001)
                .mapToObj(i -> call().callId(id + "-" + i)
                        .to(provider, i < 999 ? "test-large" : "test-small")
                        .at(UsageMessage.NOON.plusSeconds(i))
                        .unknownTokens())
                .toArray(UsageMessage[]::new);
        book(calls);

        // When
        JsonPath report = reconcile("2025-07-15,test-large,0,0,0,0\n2025-07-15,test-small,1500,200,150,0.0002\n");

        // Then
        assertThat(report.getInt("calls.count")).isEqualTo(1_001);
        assertThat(report.getList("calls.listed")).hasSize(1_000);
        assertThat(report.getList("offers.why")).doesNotContain("rest-of-the-day");
    }

    @Test
    void callsAreFoundByTheProvidersIds() {
        // Given
        book(
                call().callId(id + "-a").reported(said("gen-a", null)).unknownTokens(),
                call().callId(id + "-b").reported(said("gen-b", null)).unknownTokens(),
                call().callId(id + "-c").outcome("timeout").unknownTokens(),
                call().callId(id + "-d").outcome("timeout").unknownTokens());

        // When
        JsonPath report = reconcile(
                "day,model,input_tokens,cached_input_tokens,output_tokens,amount,id\n",
                "2025-07-15,test-small,70,0,7,0,gen-a\n2025-07-15,test-small,1,0,1,0,gen-x\n");

        // Then
        assertThat(report.getList("offers.why")).containsExactly("id-in-export", "id-not-in-export");
        assertThat(report.getList("offers.correction.inputTokens")).containsExactly(70, 0);
    }

    @Test
    void whatTheTotalsLeaveNoRoomForUsedNothing() {
        // Given
        book(
                call().callId(id + "-1"),
                call().callId(id + "-a").outcome("timeout").unknownTokens(),
                call().callId(id + "-b").outcome("abandoned").unknownTokens());

        // Then
        JsonPath report = reconcile("2025-07-15,test-small,1000,0,100,0.00014\n");
        assertThat(report.getList("offers.why")).containsExactly("totals-agree", "totals-agree");
        assertThat(report.getList("offers.correction.outputTokens")).containsExactly(0, 0);
    }

    @Test
    void whatTheProviderSaidThatItCostsIsBesideWhatIsBooked() {
        // Given
        book(call().reported(said("gen-1", "0.0002")), call().reported(said("gen-2", "0.00014")), call());

        // Then
        JsonPath report = reconcile("2025-07-15,test-small,3000,0,300,0.00042\n");
        assertThat(report.getMap("reported[0]"))
                .isEqualTo(Map.of(
                        "day", "2025-07-15",
                        "model", "test-small",
                        "calls", 2,
                        "amount", "0.00034",
                        "ledger", "0.00028",
                        "difference", "0.00006"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "2025-02-30,m,1,0,1,0; line 2 day",
                "2025-02-20,,1,0,1,0; line 2 model",
                "2025-02-20,m,-1,0,1,0; line 2 input_tokens",
                "2025-02-20,m,1,2,1,0; line 2 cached_input_tokens",
                "2025-02-20,m,1,0,x,0; line 2 output_tokens",
                "2025-02-20,m,1,0,1,1e9; line 2 amount",
                "''; day"
            })
    void everyFaultIsNamedWithItsLine(String line, String field) {
        post(HEADER + line).statusCode(400).body("faults.field", hasItems(field));
    }

    @Test
    void otherColumnsAreRefused() {
        post("day,model,tokens\n2025-07-15,m,1\n")
                .statusCode(400)
                .body("faults[0].field", equalTo("line 2"))
                .body("faults[0].detail", containsString("cached_input_tokens"));
        given().contentType("text/csv;charset=UTF-8")
                .body(HEADER)
                .post("/v1/reconciliations")
                .then()
                .statusCode(400)
                .body("faults.field", hasItems("provider"));
    }

    @Test
    void anExportThatIsNoTextIsRefused() {
        given().contentType("text/csv;charset=UTF-8")
                .queryParam("provider", provider)
                .body((HEADER + "2025-07-15,café,1,0,1,1\n").getBytes(StandardCharsets.ISO_8859_1))
                .post("/v1/reconciliations")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    private JsonPath reconcile(String lines) {
        return reconcile(HEADER, lines);
    }

    private JsonPath reconcile(String header, String lines) {
        return post("\uFEFF" + header + lines).statusCode(200).extract().jsonPath();
    }

    private static ProviderReport said(String callId, String cost) {
        return new ProviderReport(callId, null, null, cost == null ? null : new BigDecimal(cost), List.of());
    }

    private static ValidatableResponse correct(List<?> calls) {
        return given().contentType("application/json")
                .body(Map.of("calls", calls, "who", "ada", "why", "the provider's export"))
                .post("/v1/calls/corrections")
                .then()
                .statusCode(200);
    }

    private ValidatableResponse post(String csv) {
        return given().contentType("text/csv;charset=UTF-8")
                .queryParam("provider", provider)
                .body(csv)
                .post("/v1/reconciliations")
                .then();
    }

    private UsageMessage call() {
        return UsageMessage.any().feature(id).to(provider, "test-small");
    }

    private void book(UsageMessage... calls) {
        ledger.publish(calls);
        ledger.awaitEntries(id, calls.length);
    }
}

package dev.warren.costledger.reconciliation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
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
        post(HEADER + line).statusCode(400).body("violations.field", hasItems(field));
    }

    @Test
    void otherColumnsAreRefused() {
        post("day,model,tokens\n2025-07-15,m,1\n")
                .statusCode(400)
                .body("violations[0].field", equalTo("line 2"))
                .body("violations[0].message", containsString("cached_input_tokens"));
        given().contentType("text/csv")
                .body(HEADER)
                .post("/v1/reconciliations")
                .then()
                .statusCode(400)
                .body("violations.field", hasItems("provider"));
    }

    @Test
    void anExportThatIsNoTextIsRefused() {
        given().contentType("text/csv")
                .queryParam("provider", provider)
                .body((HEADER + "2025-07-15,café,1,0,1,1\n").getBytes(StandardCharsets.ISO_8859_1))
                .post("/v1/reconciliations")
                .then()
                .statusCode(400)
                .body("detail", containsString("UTF-8"));
    }

    private JsonPath reconcile(String lines) {
        return post(HEADER + lines).statusCode(200).extract().jsonPath();
    }

    private ValidatableResponse post(String csv) {
        return given().contentType("text/csv")
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

package dev.warren.costledger.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.Alert;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class AlertsTest {

    private static final int NOON = 12;
    private static final ChangeAuthor CHANGE = new ChangeAuthor("test", "test", null);

    private final String feature = "feature-" + UUID.randomUUID();

    private Broker broker;
    private LedgerClient ledger;

    @Inject
    Budgets budgets;

    @Inject
    AlertJobs alertJobs;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void eachThresholdIsToldOnceHoweverOftenItIsPassed() {
        // Given a budget of 10 calls
        budget("0.001", new BudgetPeriod(BudgetPeriod.Unit.TOTAL, null, ZoneOffset.UTC));
        String alerts = broker.probe(Topology.ALERTS, "*.budget-threshold");
        List<UsageMessage> calls = Stream.generate(this::call).limit(12).toList();

        // When
        for (UsageMessage one : calls) {
            ledger.publish(one, one);
        }
        ledger.awaitCalls(feature, calls.size());

        // Then
        List<Alert> told = Stream.generate(() -> alert(broker.awaitMessage(alerts)))
                .limit(3)
                .toList();
        assertThat(told)
                .extracting(Alert::severity)
                .extracting(Alert.Severity::value)
                .containsExactly("info", "warning", "critical");
        assertThat(told.getFirst().details())
                .containsEntry("budget", feature)
                .containsEntry("threshold", "50")
                .containsEntry("currency", "USD");
        await().during(Duration.ofSeconds(1)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void anHourFarAboveItsOwnHistoryIsToldOnce() {
        // Given 30 hours of 1 USD, and one of 8 USD
        String alerts = broker.probe(Topology.ALERTS, "*.spend-anomaly");
        Instant hour = Instant.now().truncatedTo(ChronoUnit.HOURS);
        ledger.publish(IntStream.rangeClosed(1, 30)
                .mapToObj(hours -> spending(1).at(hour.minus(1L + hours, ChronoUnit.HOURS)))
                .toList());
        ledger.publish(spending(8).at(hour));
        ledger.awaitCalls(feature, 31);

        // When
        alertJobs.compare();
        alertJobs.compare();

        // Then
        List<Map<String, String>> told = Stream.generate(
                        () -> alert(broker.awaitMessage(alerts)).details())
                .limit(2)
                .toList();
        assertThat(told)
                .anySatisfy(details -> assertThat(details).containsEntry("user", feature))
                .anySatisfy(details -> assertThat(details)
                        .containsEntry("feature", feature)
                        .containsEntry("usual", "1")
                        .containsEntry("hour", hour.toString()));
        await().during(Duration.ofSeconds(1)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void aBudgetThatWillNotLastIsToldOnce() {
        // Given a day of 0.001 USD where it is noon, and nine calls of 0.0001 USD
        Instant now = Instant.now();
        int hour = now.atOffset(ZoneOffset.UTC).getHour();
        budget("0.001", new BudgetPeriod(BudgetPeriod.Unit.DAY, null, ZoneOffset.ofHours(NOON - hour)));
        String alerts = broker.probe(Topology.ALERTS, "*.budget-forecast");
        ledger.publish(Stream.generate(() -> call().at(now)).limit(9).toList());
        ledger.awaitCalls(feature, 9);

        // When
        alertJobs.forecast();
        alertJobs.forecast();

        // Then
        assertThat(alert(broker.awaitMessage(alerts)).details())
                .containsEntry("budget", feature)
                .containsKey("usedUpAt");
        await().during(Duration.ofSeconds(1)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void whoSawToAnAlertFirstStays() {
        // Given
        String id = unpriced();

        // When
        acknowledge(id, "{\"by\": \"ada\", \"note\": \"price asked for\"}").body("acknowledgedBy", equalTo("ada"));
        acknowledge(id, "{\"by\": \"bob\"}")
                .body("acknowledgedBy", equalTo("ada"))
                .body("note", equalTo("price asked for"));

        // Then
        assertThat(given().queryParam("acknowledged", false)
                        .get("/v1/alerts")
                        .jsonPath()
                        .getList("alerts.id"))
                .doesNotContain(id);
        given().queryParam("acknowledged", true).get("/v1/alerts").then().body("alerts.id", hasItems(id));
    }

    @Test
    void faultsAreNamed() {
        given().queryParams("severity", "loud", "acknowledged", "maybe")
                .get("/v1/alerts")
                .then()
                .statusCode(400)
                .body("faults.field", hasItems("severity", "acknowledged"));
        given().contentType("application/json")
                .body("{\"note\": \"n\"}")
                .post("/v1/alerts/none/acknowledgement")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("by")));
        given().contentType("application/json")
                .body("{\"by\": \"ada\"}")
                .post("/v1/alerts/none/acknowledgement")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("acknowledgedAt", nullValue());
    }

    @Test
    void whoHasSeenToItIsWhatTheHeaderSays() {
        // Given
        String id = unpriced();

        // When, then
        given().contentType("application/json")
                .header("X-Warren-User", "eve")
                .body("{\"by\": \"ada\"}")
                .post("/v1/alerts/" + id + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("acknowledgedBy", equalTo("eve"));
    }

    /** The id of an alert on a call without a price. */
    private String unpriced() {
        ledger.publish(call().to("primary", feature));
        ledger.awaitCalls(feature, 1);
        return raised("usage-unpriced").getString("alerts.find { it.details.model == '%s' }.id".formatted(feature));
    }

    private void budget(String limit, BudgetPeriod period) {
        budgets.create(
                new Budget(
                        feature,
                        Budget.Kind.SOFT,
                        Budget.Origin.API,
                        "USD",
                        new BigDecimal(limit),
                        new BudgetScope(null, null, feature, null, null),
                        period,
                        Budget.THRESHOLDS,
                        0),
                CHANGE);
    }

    private static io.restassured.response.ValidatableResponse acknowledge(String id, String body) {
        return given().contentType("application/json")
                .body(body)
                .post("/v1/alerts/" + id + "/acknowledgement")
                .then()
                .statusCode(200);
    }

    private static JsonPath raised(String kind) {
        return given().queryParam("kind", kind)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private UsageMessage call() {
        return UsageMessage.any().feature(feature).tokens(1_000, 0, 0);
    }

    /** So many dollars. */
    private UsageMessage spending(int dollars) {
        return UsageMessage.any().feature(feature).who(feature, null).tokens(dollars * 10_000_000L, 0, 0);
    }

    private static Alert alert(ReceivedMessage message) {
        CloudEvent event = EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .deserialize(message.body());
        return ContractCodec.data(event, Alert.class);
    }
}

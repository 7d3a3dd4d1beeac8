package dev.warren.costledger.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
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
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(AlertGroupsTest.EveryFewSeconds.class)
class AlertGroupsTest {

    /** With ten thousand, it takes minutes. */
    private static final int USERS = Integer.getInteger("warren.crowd", 1_000);

    private static final int FEW = 60;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String NUMBER = "alerts";

    /** Alerts like one that was told are told together after three seconds. */
    public static final class EveryFewSeconds extends LedgerProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("warren.ledger.alerts.summary-interval", "3s");
            return settings;
        }
    }

    private final String feature = "feature-" + UUID.randomUUID();
    private final List<CloudEvent> told = new ArrayList<>();

    private Broker broker;
    private LedgerClient ledger;
    private String alerts;

    @Inject
    Budgets budgets;

    @BeforeEach
    void oneCallIsTooMuchForAnyUser() {
        ledger = new LedgerClient(broker);
        BudgetScope eachUser = new BudgetScope(BudgetScope.EACH, null, feature, null, null);
        BudgetPeriod ever = new BudgetPeriod(BudgetPeriod.Unit.TOTAL, null, ZoneOffset.UTC);
        BigDecimal limit = new BigDecimal("0.00001");
        budgets.create(
                new Budget(feature, Budget.Kind.SOFT, Budget.Origin.API, "USD", limit, eachUser, ever, List.of(100), 0),
                new ChangeAuthor("test", "test", null));
        alerts = broker.probe(Topology.ALERTS, "critical.budget-threshold");
    }

    @Test
    void whatIsSaidOfThousandsIsSaidToEachOfThemAndInAFewMessagesToAll() {
        // When
        ledger.publish(IntStream.range(0, USERS).mapToObj(this::callOf).toList());

        // Then
        awaitTold(USERS);
        List<CloudEvent> forAll =
                told.stream().filter(AlertGroupsTest::isForAll).toList();
        assertThat(forAll).hasSizeBetween(2, FEW);
        assertThat(told.stream().filter(Predicate.not(AlertGroupsTest::isSummary)))
                .hasSize(USERS)
                .extracting(event -> Attribution.of(event).userId())
                .doesNotHaveDuplicates()
                .doesNotContain(Attribution.UNATTRIBUTED);
        assertThat(told.stream().filter(AlertGroupsTest::isSummary)).allSatisfy(summary -> {
            assertThat(details(summary)).containsEntry("budget", feature).containsEntry("threshold", "100");
            assertThat(summedUp(summary).getString("count"))
                    .isEqualTo(details(summary).get(NUMBER));
        });
    }

    @Test
    void theFirstIsToldToAllAtOnceAndTheNextInItsOwnWordsAfterwards() {
        // When
        ledger.publish(callOf(1));
        awaitTold(1);
        ledger.publish(callOf(2));
        awaitTold(2);

        // Then
        List<CloudEvent> forAll =
                told.stream().filter(AlertGroupsTest::isForAll).toList();
        assertThat(forAll)
                .extracting(event -> alert(event).message())
                .satisfiesExactly(
                        first -> assertThat(first).contains("(user u-1", "which is 100 % or more"),
                        second -> assertThat(second)
                                .contains("(user u-2", "which is 100 % or more")
                                .doesNotContain("The same applies to"));
        assertThat(forAll.getFirst().getExtension(Attribution.USER_ID)).isEqualTo("u-1");
    }

    @Test
    void whoHasSeenToASummaryHasSeenToAllOfIt() {
        // Given
        ledger.publish(IntStream.range(0, 20).mapToObj(this::callOf).toList());
        awaitTold(20);
        CloudEvent summary =
                told.stream().filter(AlertGroupsTest::isSummary).findFirst().orElseThrow();

        // When
        given().contentType("application/json")
                .body("{\"by\": \"ada\"}")
                .post("/v1/alerts/" + summary.getId() + "/acknowledgement")
                .then()
                .statusCode(200);

        // Then
        assertThat(summedUp(summary).getList("alerts.acknowledgedBy"))
                .hasSize(Integer.parseInt(details(summary).get(NUMBER)))
                .containsOnly("ada");
    }

    /** Waits until each was told, and until all were told to all. */
    private void awaitTold(int users) {
        await().atMost(PATIENCE).until(() -> {
            broker.drain(alerts).stream().map(AlertGroupsTest::event).forEach(told::add);
            return told.stream()
                                    .filter(Predicate.not(AlertGroupsTest::isSummary))
                                    .count()
                            == users
                    && told.stream().mapToLong(AlertGroupsTest::toldToAll).sum() == users;
        });
    }

    private UsageMessage callOf(int user) {
        return UsageMessage.any().feature(feature).who("u-" + user, null).tokens(1_000, 0, 0);
    }

    private static JsonPath summedUp(CloudEvent summary) {
        return given().queryParam("summary", summary.getId())
                .queryParam("limit", 100)
                .get("/v1/alerts")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static boolean isSummary(CloudEvent event) {
        return details(event).containsKey(NUMBER);
    }

    private static boolean isForAll(CloudEvent event) {
        return !details(event).containsKey(Alert.SUMMED_UP);
    }

    private static long toldToAll(CloudEvent event) {
        return isForAll(event) ? Long.parseLong(details(event).getOrDefault(NUMBER, "1")) : 0;
    }

    private static Map<String, String> details(CloudEvent event) {
        return alert(event).details();
    }

    private static Alert alert(CloudEvent event) {
        return ContractCodec.data(event, Alert.class);
    }

    private static CloudEvent event(ReceivedMessage message) {
        return EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .deserialize(message.body());
    }
}

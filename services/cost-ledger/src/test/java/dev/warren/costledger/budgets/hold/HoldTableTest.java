package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.provider.EventFormatProvider;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class HoldTableTest {

    private static final ChangeAuthor BY_TEST = new ChangeAuthor("test", "to see", null);
    private static final EventRef EVENT = new EventRef("/shop", "t-1", "ticket.created");

    /** What a call of 1,000 and 100 tokens costs at most. */
    private static final BigDecimal BOUND = new BigDecimal("0.00014");

    private static final String SPENT = """
            insert into budget_account (budget_id, key, state)
            select id, 'spent-' || number, 'exhausted' from budget, generate_series(1, 5000) as number where name = ?
            """;

    private final String user = "u-" + UUID.randomUUID();
    private final String name = "budget-" + user;

    @Inject
    Budgets budgets;

    @Inject
    BudgetAdjustments budgetAdjustments;

    @Inject
    ServiceDatabase database;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void callsWithoutABudgetAreGranted() {
        assertThat(ask(id()).decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void asMuchIsGrantedAsThereIs() {
        // Given
        budgets.create(budget("0.0014"), BY_TEST);

        // When
        List<HoldDecided> answers = IntStream.range(0, 100).mapToObj(i -> begin(id(), "test-small")).toList().stream()
                .map(HoldTableTest::decided)
                .toList();

        // Then
        assertThat(answers)
                .filteredOn(answer -> answer.decision() == Decision.GRANTED)
                .hasSize(10);
        assertThat(answers)
                .filteredOn(answer -> answer.decision() == Decision.BUSY)
                .hasSize(90);
        assertThat(standing().held()).isEqualByComparingTo("0.0014");
    }

    @Test
    void theSameCallAskedForAgainHoldsOnce() {
        // Given
        budgets.create(budget("1"), BY_TEST);
        String call = id();
        HoldDecided first = ask(call);

        // When
        HoldDecided second = ask(call);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(first.amount()).isEqualByComparingTo(BOUND);
        assertThat(standing().held()).isEqualByComparingTo(BOUND);
    }

    @Test
    void bookingEndsTheHold() {
        // Given
        budgets.create(budget("1"), BY_TEST);
        String call = id();
        ask(call);

        // When
        ledger.publish(usage(call).tokens(500, 0, 50));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> standing().held().signum() == 0);
        assertThat(standing().spent()).isEqualByComparingTo("0.00007");
        assertThat(ask(call).decision()).isEqualTo(Decision.GRANTED);
        assertThat(standing().held()).isZero();
    }

    @Test
    void aCallThatIsBookedAlreadyIsGrantedAndNothingIsSetAside() {
        // Given a call that no hard budget limited when it was made
        Budget soft = budgets.create(
                BudgetDefinitionBuilder.of(name, new BudgetScope(user, null, null, null, null))
                        .soft()
                        .limit("1")
                        .budget(),
                BY_TEST);
        String call = id();
        ledger.publish(usage(call).tokens(1_000, 0, 100));
        await().atMost(Broker.PATIENCE).until(() -> standing().spent().signum() > 0);
        budgets.replace(budget("1"), soft.version(), BY_TEST);

        // When it is announced late
        HoldDecided decided = ask(call);

        // Then
        assertThat(decided.decision()).isEqualTo(Decision.GRANTED);
        assertThat(standing().held()).isZero();
    }

    @Test
    void aReleasedHoldIsGoneAndItsRequestComesTooLate() {
        // Given
        budgets.create(budget("0.00014"), BY_TEST);
        String call = id();
        ask(call);

        // When
        publish(ContractCodec.release("test", new HoldReleased(call), who(), Clock.systemUTC()));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> standing().held().signum() == 0);
        assertThat(ask(call).decision()).isEqualTo(Decision.BUSY);
        assertThat(ask(id()).decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void aCallOfUnknownCostIsAssumedToCostItsBound() {
        // Given
        budgets.create(budget("1"), BY_TEST);
        String call = id();
        ask(call);

        // When
        ledger.publish(usage(call).unknownTokens());

        // Then
        await().atMost(Broker.PATIENCE).until(() -> standing().held().signum() == 0);
        assertThat(standing().assumed()).isEqualByComparingTo(BOUND);
        assertThat(standing().spent()).isZero();
    }

    @Test
    void whoHasNoRoomIsToldAndSoIsEverybodyUntilThereIs() {
        // Given
        String rules = broker.probe(Topology.BUDGETS, Topology.RULES_KEY);
        String states = broker.probe(Topology.BUDGETS, "user.*");
        budgets.create(budget("0.0002"), BY_TEST);
        String call = id();
        ask(call);
        ledger.publish(usage(call).tokens(1_000, 0, 100));
        await().atMost(Broker.PATIENCE).until(() -> standing().held().signum() == 0);

        // When
        HoldDecided refused = ask(id());

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.EXHAUSTED);
        assertThat(refused.message()).contains(name).contains("0.00014 of 0.0002 USD");
        awaitRules(rules, true);
        assertThat(state(states)).isEqualTo(BudgetState.State.WARNING);
        assertThat(state(states)).isEqualTo(BudgetState.State.EXHAUSTED);

        // When
        budgetAdjustments.increase(
                name, null, new BigDecimal("1"), Instant.now().plusSeconds(3600), BY_TEST);

        // Then
        awaitRules(rules, false);
        assertThat(state(states)).isEqualTo(BudgetState.State.RESTORED);
        assertThat(ask(id()).decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void aStateNamesTheAccountWhereABudgetHasSeveral() {
        // Given
        String states = broker.probe(Topology.BUDGETS, "user-feature.exhausted");
        budgets.create(
                BudgetDefinitionBuilder.of(name, new BudgetScope(user, null, BudgetScope.EACH, null, null))
                        .limit("0")
                        .budget(),
                BY_TEST);

        // When
        ask(id());

        // Then
        BudgetState state = ContractCodec.data(event(broker.awaitMessage(states)), BudgetState.class);
        assertThat(state.budget()).isEqualTo(name);
        assertThat(state.account()).isEqualTo(new BudgetRules.Scope(user, null, "ticket-triage", null, null));
    }

    @Test
    void spentSoftBudgetsLeaveTheListOfSpentOnesToHardOnes() {
        // Given more spent accounts of a soft budget than the list takes
        String rules = broker.probe(Topology.BUDGETS, Topology.RULES_KEY);
        Budget soft = budgets.create(
                BudgetDefinitionBuilder.of("soft-" + user, new BudgetScope(BudgetScope.EACH, null, null, null, null))
                        .soft()
                        .limit("0")
                        .budget(),
                BY_TEST);
        database.transact(connection -> Jdbc.update(connection, SPENT, soft.name()));
        budgets.create(budget("0"), BY_TEST);

        // When
        HoldDecided refused = ask(id());

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.EXHAUSTED);
        awaitRules(rules, true);
        budgets.delete(soft.name(), soft.version(), BY_TEST);
    }

    @Test
    void aCallThatCanNeverFitIsSaidToBeTooLargeAndTheBudgetIsNotSpent() {
        // Given
        String rules = broker.probe(Topology.BUDGETS, Topology.RULES_KEY);
        budgets.create(budget("0.0001"), BY_TEST);

        // When
        HoldDecided refused = ask(id());

        // Then
        assertThat(refused.decision()).isEqualTo(Decision.TOO_LARGE);
        assertThat(refused.message()).contains(name, "0.00014 USD", "(0.0001):");
        awaitRules(rules, false);
    }

    @Test
    void aBudgetThatHasNoRoomForACallRaisesOneCriticalAlert() {
        // Given
        String alerts = broker.probe(Topology.ALERTS, "critical.budget-threshold");
        budgets.create(budget("0.0002"), BY_TEST);
        String call = id();
        ask(call);
        ledger.publish(usage(call).tokens(1_000, 0, 100));
        await().atMost(Broker.PATIENCE).until(() -> standing().held().signum() == 0);

        // When
        ask(id());
        ask(id());
        ledger.publish(usage(id()).tokens(1_000, 0, 100));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> standing().left().signum() < 0);
        Alert told = alert(alerts);
        assertThat(told.details())
                .containsEntry("budget", name)
                .containsEntry("refused", "0.00014")
                .containsEntry("spent", "0.00014");
        await().during(Duration.ofSeconds(1)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void callsThatAreRefusedForWantOfAPriceRaiseOneAlertPerProviderAndModel() {
        // Given
        String alerts = broker.probe(Topology.ALERTS, "critical.budget-unpriced");
        budgets.create(budget("1"), BY_TEST);

        // When
        for (String model : List.of("one-" + user, "one-" + user, "two-" + user, "one-" + user)) {
            decided(begin(id(), model));
        }

        // Then
        assertThat(List.of(alert(alerts), alert(alerts)))
                .extracting(told -> told.details().get("model"))
                .containsExactlyInAnyOrder("one-" + user, "two-" + user);
        await().during(Duration.ofSeconds(1)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void whatHasNoPriceIsNotGranted() {
        // Given
        budgets.create(budget("1"), BY_TEST);

        // Then
        assertThat(decided(begin(id(), "model-" + user)).decision()).isEqualTo(Decision.UNPRICED);
        assertThat(decided(begin(id(), "test-euro")).decision()).isEqualTo(Decision.UNPRICED);
    }

    @Test
    void whatWasBookedBeforeCounts() {
        // Given
        ledger.publish(usage(id()).tokens(1_000, 0, 100), usage(id()).tokens(1_000, 0, 100));
        await().atMost(Broker.PATIENCE)
                .until(() -> ledger.spend("user", user).getList("total.calls").equals(List.of(2)));

        // When
        budgets.create(budget("1"), BY_TEST);

        // Then
        assertThat(standing().spent()).isEqualByComparingTo("0.00028");
    }

    @Test
    void nonsenseIsDeadLettered() {
        // Given
        broker.purge("cost-ledger.dead");

        // When
        publish(ContractCodec.hold(
                "test", new HoldRequested(id(), EVENT, "f", "p", "m", -1, 0, 0), who(), Clock.systemUTC()));

        // Then
        assertThat(broker.awaitMessage("cost-ledger.dead").header(WarrenHeaders.REASON))
                .isEqualTo("no-reply-to");
    }

    private AccountStatus standing() {
        return budgets.account(name, null).orElseThrow();
    }

    private Budget budget(String limit) {
        return BudgetDefinitionBuilder.of(name, new BudgetScope(user, null, null, null, null))
                .limit(limit)
                .budget();
    }

    private void awaitRules(String probe, boolean exhausted) {
        await().atMost(Broker.PATIENCE).until(() -> {
            BudgetRules rules = ContractCodec.data(event(broker.awaitMessage(probe)), BudgetRules.class);
            return rules.hard().stream().anyMatch(rule -> rule.budget().equals(name))
                    && rules.exhausted().stream()
                                    .anyMatch(spent -> spent.budget().equals(name))
                            == exhausted;
        });
    }

    private Alert alert(String probe) {
        return ContractCodec.data(event(broker.awaitMessage(probe)), Alert.class);
    }

    private BudgetState.State state(String probe) {
        BudgetState state = ContractCodec.data(event(broker.awaitMessage(probe)), BudgetState.class);
        return state.budget().equals(name) ? state.state() : state(probe);
    }

    private UsageMessage usage(String call) {
        return UsageMessage.any().callId(call).who(user, null).at(Instant.now());
    }

    private HoldDecided ask(String call) {
        return decided(begin(call, "test-small"));
    }

    private CompletableFuture<ReceivedMessage> begin(String call, String model) {
        HoldRequested request = new HoldRequested(call, EVENT, "ticket-triage", "primary", model, 1_000, 100, 600);
        CloudEvent event = ContractCodec.hold("test", request, who(), Clock.systemUTC());
        return broker.ask(Topology.HOLDS, "ticket-triage", bytes(event), properties());
    }

    private void publish(CloudEvent event) {
        broker.publish(Topology.HOLDS, "ticket-triage", bytes(event), properties());
    }

    private Attribution who() {
        return new Attribution(user, null);
    }

    private static HoldDecided decided(CompletableFuture<ReceivedMessage> answer) {
        await().atMost(Broker.PATIENCE).until(answer::isDone);
        return ContractCodec.data(event(answer.join()), HoldDecided.class);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static BasicProperties properties() {
        return new BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .build();
    }

    private static byte[] bytes(CloudEvent event) {
        return EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .serialize(event);
    }

    private static CloudEvent event(ReceivedMessage message) {
        return EventFormatProvider.getInstance()
                .resolveFormat(ContractCodec.CLOUDEVENTS_JSON)
                .deserialize(message.body());
    }
}

package dev.warren.costledger.budgets.hold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where another model answers than the one that was asked. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class ServedModelsTest {

    private static final ChangeAuthor BY_TEST = new ChangeAuthor("test", "to see", null);
    private static final EventRef EVENT = new EventRef("/shop", "t-1", "ticket.created");
    private static final String KNOWN = "select count(*) from served_model where provider = ?";
    private static final String WRITTEN = "select xmin::text::bigint from served_model where provider = ?";

    private final String user = "u-" + UUID.randomUUID();
    private final String name = "budget-" + user;
    private final String provider = "provider-" + user;

    @Inject
    Budgets budgets;

    @Inject
    ServiceDatabase database;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void create() {
        ledger = new LedgerClient(broker);
        budgets.create(
                BudgetDefinitionBuilder.of(name, new BudgetScope(user, null, null, null, null))
                        .limit("1")
                        .budget(),
                BY_TEST);
    }

    @Test
    void aModelThatServesForACheaperOneCostsMoreThanItsHoldOnce() {
        // Given
        String alerts = broker.probe(Topology.ALERTS, "warning.hold-exceeded");
        String first = id();
        assertThat(ask(first).amount()).isEqualByComparingTo("0.00014");

        // When
        ledger.publish(usage(first).served("test-large", null));
        awaitSpent("0.0035");

        // Then
        Alert told =
                ContractCodec.data(PooledJson.read(broker.awaitMessage(alerts).body()), Alert.class);
        assertThat(told.details())
                .containsEntry("provider", provider)
                .containsEntry("model", "test-small")
                .containsEntry("served", "test-large")
                .containsEntry("held", "0.00014")
                .containsEntry("cost", "0.0035");

        // When
        String second = id();
        HoldDecided decided = ask(second);
        ledger.publish(usage(second).served("test-large", null));
        awaitSpent("0.007");

        // Then
        assertThat(decided.amount()).isEqualByComparingTo("0.0035");
        await().during(Duration.ofMillis(500)).atMost(Broker.PATIENCE).until(() -> broker.count(alerts) == 0);
    }

    @Test
    void aModelWithoutAPriceOrWithALowerOneChangesNothing() {
        // When
        ledger.publish(
                usage(id()).served("test-unknown", null),
                usage(id()).to(provider, "test-large").served("test-small", null));
        awaitSpent("0.00028");

        // Then
        assertThat(ask(id()).amount()).isEqualByComparingTo("0.00014");
        assertThat(ask(id(), "test-large").amount()).isEqualByComparingTo("0.0035");
    }

    @Test
    void whatIsKnownIsNotWrittenAgainAndNotWithoutEnd() {
        // When
        ledger.publish(usage(id()).served("test-large", null));
        awaitSpent("0.0035");
        long written = number(WRITTEN);
        ledger.publish(usage(id()).served("test-large", null));
        awaitSpent("0.007");

        // Then
        assertThat(number(WRITTEN)).isEqualTo(written);

        // When
        for (int i = 1; i <= 20; i++) {
            ledger.publish(usage(id()).served("test-small-" + i, null));
            awaitSpent("0.%06d".formatted(7_000 + i * 140));
        }

        // Then
        assertThat(number(KNOWN)).isEqualTo(16);
    }

    private long number(String sql) {
        return database.transact(connection -> Jdbc.number(connection, sql, provider));
    }

    private void awaitSpent(String amount) {
        await().atMost(Broker.PATIENCE).untilAsserted(() -> assertThat(
                        budgets.account(name, null).orElseThrow().spent())
                .isEqualByComparingTo(amount));
    }

    private UsageMessage usage(String call) {
        return UsageMessage.any()
                .callId(call)
                .who(user, null)
                .to(provider, "test-small")
                .at(Instant.now());
    }

    private HoldDecided ask(String call) {
        return ask(call, "test-small");
    }

    private HoldDecided ask(String call, String model) {
        HoldRequested request = new HoldRequested(call, EVENT, "ticket-triage", provider, model, 1_000, 100, 600);
        byte[] body =
                PooledJson.write(ContractCodec.hold("test", request, new Attribution(user, null), Clock.systemUTC()));
        BasicProperties properties = new BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .build();
        CompletableFuture<ReceivedMessage> answer = broker.ask(Topology.HOLDS, "ticket-triage", body, properties);
        await().atMost(Broker.PATIENCE).until(answer::isDone);
        return ContractCodec.data(PooledJson.read(answer.join().body()), HoldDecided.class);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}

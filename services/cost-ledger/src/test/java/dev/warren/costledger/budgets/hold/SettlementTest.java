package dev.warren.costledger.budgets.hold;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a hard budget makes of calls that were made, whatever is known of them and however their names look. */
@QuarkusTest
@TestProfile(LedgerProfile.class)
class SettlementTest {

    private static final ChangeAuthor BY_TEST = new ChangeAuthor("test", "to see", null);
    private static final EventRef EVENT = new EventRef("/shop", "t-1", "ticket.created");

    private final String id = UUID.randomUUID().toString();
    private final String name = "budget-" + id;
    private final String team = "team-" + id;

    @Inject
    Budgets budgets;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
        broker.purge("cost-ledger.dead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"eve-@@", " ", "long"})
    void aUserOfAnyNameIsHeldAndBookedOnOneAccount(String user) {
        // Given one call of 1,000 and 100 tokens fits, a second one does not
        String sent = user.equals("long") ? "x".repeat(5_000) : user;
        String booked = LedgerNameRules.of(sent.replace("@@", "\uD83D"));
        budgets.create(
                BudgetDefinitionBuilder.of(name, new BudgetScope(BudgetScope.EACH, team, null, null, null))
                        .limit("0.0002")
                        .budget(),
                BY_TEST);
        String call = UUID.randomUUID().toString();

        // When
        assertThat(ask(call, sent).decision()).isEqualTo(Decision.GRANTED);
        ledger.publish(half(UsageMessage.any()
                .callId(call)
                .who(sent, team)
                .at(Instant.now())
                .bytes()));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> standing(booked).spent().signum() > 0);
        assertThat(standing(booked).held()).isZero();
        assertThat(ask(UUID.randomUUID().toString(), sent).decision()).isEqualTo(Decision.EXHAUSTED);
        assertThat(broker.count("cost-ledger.dead")).isZero();
    }

    @Test
    void whatWasAssumedIsFreeAgainWhenSomebodySaysWhatWasUsed() {
        // Given
        String user = "u-" + id;
        budgets.create(
                BudgetDefinitionBuilder.of(name, new BudgetScope(BudgetScope.EACH, team, null, null, null))
                        .limit("0.0002")
                        .budget(),
                BY_TEST);
        assertThat(ask(id, user).decision()).isEqualTo(Decision.GRANTED);
        ledger.publish(UsageMessage.any()
                .callId(id)
                .who(user, team)
                .outcome("timeout")
                .unknownTokens()
                .at(Instant.now()));
        await().atMost(Broker.PATIENCE).until(() -> standing(user).assumed().signum() > 0);
        assertThat(ask(UUID.randomUUID().toString(), user).decision()).isEqualTo(Decision.EXHAUSTED);

        // When
        given().contentType("application/json")
                .body("""
                        {"calls":[{"callId":"%s","inputTokens":100,"outputTokens":10}],"who":"ada","why":"invoice"}""".formatted(id))
                .post("/v1/calls/corrections")
                .then()
                .statusCode(200);

        // Then
        assertThat(standing(user).assumed()).isZero();
        assertThat(standing(user).spent()).isEqualByComparingTo("0.000014");
        assertThat(ask(UUID.randomUUID().toString(), user).decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void theLongestNamesAreOneKeyOfAnAccount() {
        // Given letters of three bytes, which no index makes shorter
        String longest = new Random(7)
                .ints(LedgerNameRules.LONGEST / 3, 0x4E00, 0x9FA5)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        budgets.create(
                BudgetDefinitionBuilder.of(
                                name,
                                new BudgetScope(
                                        BudgetScope.EACH,
                                        BudgetScope.EACH,
                                        BudgetScope.EACH,
                                        BudgetScope.EACH,
                                        BudgetScope.EACH))
                        .limit("100")
                        .budget(),
                BY_TEST);
        given().contentType("text/csv;charset=UTF-8")
                .body(
                        "provider,model,valid_from,currency,input_per_million,output_per_million\n*,%s,2025-01-01,USD,1,1\n"
                                .formatted(longest))
                .post("/v1/prices/import")
                .then()
                .statusCode(200);

        // When
        ledger.publish(UsageMessage.any()
                .callId(id)
                .who(longest, longest)
                .feature(longest)
                .to(longest, longest)
                .at(Instant.now()));

        // Then
        ledger.awaitCalls(longest, 1);
        BudgetScope everything = new BudgetScope(longest, longest, longest, longest, longest);
        assertThat(budgets.account(name, everything).orElseThrow().spent()).isPositive();
        budgets.delete(name, budgets.find(name).orElseThrow().version(), BY_TEST);
    }

    private AccountStatus standing(String user) {
        return budgets.account(name, new BudgetScope(user, team, null, null, null))
                .orElseThrow();
    }

    private HoldDecided ask(String call, String user) {
        HoldRequested request =
                new HoldRequested(call, EVENT, "ticket-triage", "primary", "test-small", 1_000, 100, 600);
        byte[] body =
                PooledJson.write(ContractCodec.hold("test", request, new Attribution(user, team), Clock.systemUTC()));
        BasicProperties properties = new BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .build();
        CompletableFuture<ReceivedMessage> answer = broker.ask(Topology.HOLDS, "ticket-triage", half(body), properties);
        await().atMost(Broker.PATIENCE).until(answer::isDone);
        return ContractCodec.data(PooledJson.read(answer.join().body()), HoldDecided.class);
    }

    /** Half of a surrogate pair in place of each mark, as JSON can write it. */
    private static byte[] half(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace("@@", "\\ud83d").getBytes(StandardCharsets.UTF_8);
    }
}

package dev.warren.aiconsumer.holds;

import static dev.warren.aiconsumer.holds.FakeLedger.BUDGET;
import static dev.warren.aiconsumer.holds.FakeLedger.UNTIL;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import com.rabbitmq.client.AMQP;
import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.budget.CallAttribution;
import dev.warren.modelchain.budget.HoldHandle;
import dev.warren.modelchain.budget.HoldRequester;
import dev.warren.modelchain.budget.PlannedCall;
import dev.warren.modelchain.ending.HoldUndecidedException;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HoldsTest.Hasty.class)
@QuarkusTestResource(
        value = PrivateVhost.class,
        restrictToAnnotatedClass = true,
        initArgs = {
            @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.5S,1m=PT0.5S,10m=PT0.5S"),
            @ResourceArg(name = PrivateVhost.WIRE, value = "true")
        })
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class HoldsTest {

    private static final String HELD = "classifier.held";
    private static final int DELAYS = 3;
    private static final Set<String> ONE = Set.of("tone");

    /** Nobody waits for long. */
    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.holds.enabled", "true",
                    "warren.holds.reply-timeout", "400ms",
                    "warren.holds.max-wait", "1s",
                    "warren.holds.retry-delay", "50ms",
                    "warren.holds.alert-after", "1ms",
                    "warren.outage.max-wait", "0s");
        }
    }

    @Inject
    CurrentBudgetRules budgetRules;

    @Inject
    HoldRequester holdRequester;

    @Inject
    Features features;

    @Inject
    MeterRegistry registry;

    @Inject
    HeldEventMetrics events;

    Broker broker;
    FakeEndpoint endpoint;

    private final String run = UUID.randomUUID().toString();
    private FakeLedger ledger;
    private String results;
    private String usage;

    @BeforeEach
    void everybodyHasMoney() {
        ledger = new FakeLedger(broker);
        endpoint.answers(Duration.ZERO);
        results = broker.probe("results", "#");
        usage = broker.probe("usage", "#");
        limitUsers();
    }

    @AfterEach
    void nothingWaits() throws InterruptedException {
        ledger.limitsNobody();
        await().atMost(Broker.PATIENCE).until(() -> broker.depth(HELD) == 0 && broker.depth("classifier.events") == 0);
        ledger.stop();
    }

    @Test
    void aCallThatNoBudgetLimitsAsksNobody() {
        // Given
        ledger.limitsNobody();
        await().until(() -> budgetRules.current().hard().isEmpty());

        // When
        publish("u-1", ONE);

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(ledger.requests()).isEmpty();
    }

    @Test
    void forACallThatIsUnderWayWhenABudgetIsMadeMoneyIsSetAsideThen() {
        // Given
        ledger.limitsNobody();
        await().until(() -> budgetRules.current().hard().isEmpty());
        PlannedCall plannedCall = expense();
        try (HoldHandle hold = holdRequester.hold(plannedCall)) {
            hold.begin();

            // When
            limitUsers();

            // Then
            await().atMost(Broker.PATIENCE).untilAsserted(() -> assertThat(ledger.requests())
                    .extracting(HoldRequested::callId)
                    .containsOnlyOnce(plannedCall.callId()));
            hold.use();
        }
        assertThat(ledger.released()).doesNotContain(plannedCall.callId());
    }

    @Test
    void moneyIsSetAsideBeforeTheCallForWhatItCostsAtMost() {
        // Given
        List<Integer> callsBefore = new ArrayList<>();
        ledger.decides(request -> {
            callsBefore.add(endpoint.calls(run));
            return Decision.GRANTED;
        });

        // When
        publish("u-1", ONE);

        // Then
        ModelCalled called = ContractCodec.data(event(broker.awaitMessage(usage)), ModelCalled.class);
        HoldRequested asked = ledger.requests().getFirst();
        assertThat(asked.callId()).isEqualTo(called.callId());
        assertThat(asked.event()).isEqualTo(new EventRef("/shop", run + "-u-1", "review.written"));
        assertThat(List.of(asked.feature(), asked.provider(), asked.model()))
                .containsExactly("tone", "primary", "gpt-4o-mini");
        assertThat(asked.inputTokens()).isBetween(500L, 700L);
        assertThat(asked.outputTokens()).isEqualTo(100);
        assertThat(asked.seconds()).isEqualTo(600);
        assertThat(ledger.messages().getFirst().getExtension("userid")).isEqualTo("u-1");
        assertThat(callsBefore).containsExactly(0);
        assertThat(ledger.released()).isEmpty();
    }

    @Test
    void whatIsOverBudgetIsHeldAndCompletedWhenThereIsMoneyAgain() {
        // Given
        ledger.decides(request -> Decision.EXHAUSTED);
        limitUsers("u-1");
        publish("u-1", ONE);
        ReceivedMessage held = broker.awaitMessage(results);
        awaitHeld(1);

        // When
        ledger.decides(request -> Decision.GRANTED);
        limitUsers();

        // Then
        assertThat(held.routingKey()).isEqualTo("tone.held");
        Result result = ContractCodec.data(event(held), Result.class);
        assertThat(result.reason()).isEqualTo("The budget daily is exhausted");
        assertThat(result.until()).isEqualTo(UNTIL);
        ReceivedMessage completed = broker.awaitMessage(results);
        assertThat(completed.routingKey()).isEqualTo("tone.completed");
        assertThat(ContractCodec.data(event(completed), Result.class).attempts())
                .extracting("outcome")
                .containsExactly("over-budget", "answered");
        assertThat(endpoint.calls(run)).isEqualTo(1);
    }

    @Test
    void whatIsHeldSaysForWhichAccountItWaits() {
        // Given
        ledger.decides(request -> Decision.EXHAUSTED);
        limitUsers("u 1");

        // When
        publish("u 1", Set.of("tone", "urgency"));

        // Then
        assertThat(List.of(key(results), key(results))).containsExactlyInAnyOrder("tone.held", "urgency.held");
        ReceivedMessage message = broker.awaitMessage(HELD);
        assertThat(message.properties().getHeaders().get("x-warren-awaited").toString())
                .isEqualTo("[%s userid=u+1 bound=0.0123 currency=USD why=exhausted]".formatted(BUDGET));
        assertThat(message.properties().getHeaders().get("x-warren-pending").toString())
                .contains("tone", "urgency");
        assertThat(event(message).getId()).isEqualTo(run + "-u 1");
        assertThat(message.properties().getDeliveryMode()).isEqualTo(2);
    }

    @Test
    void aFeatureWithMoneyIsNotHeldUpByOneWithout() {
        // Given
        ledger.decides(request -> request.feature().equals("tone") ? Decision.EXHAUSTED : Decision.GRANTED);
        limitUsers("u-1");

        // When
        publish("u-1", Set.of("tone", "urgency"));

        // Then
        assertThat(List.of(key(results), key(results))).containsExactlyInAnyOrder("tone.held", "urgency.completed");
        awaitHeld(1);
        ledger.decides(request -> Decision.GRANTED);
        limitUsers();
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(endpoint.calls(run)).isEqualTo(2);
    }

    @Test
    void thatAnEventIsHeldIsSaidOnce() {
        // Given
        Set<String> asked = ConcurrentHashMap.newKeySet();
        ledger.decides(request -> {
            asked.add(request.callId());
            return asked.size() > 2 ? Decision.GRANTED : Decision.EXHAUSTED;
        });
        limitUsers("u-1");
        publish("u-1", ONE);
        awaitHeld(1);
        limitUsers();
        await().atMost(Broker.PATIENCE).until(() -> asked.size() == 2);
        limitUsers("u-1");
        awaitHeld(1);

        // When
        limitUsers();

        // Then
        assertThat(List.of(key(results), key(results))).containsExactly("tone.held", "tone.completed");
        assertThat(broker.drain(results)).isEmpty();
    }

    @Test
    void onlyThoseWhoseBudgetAllowsItAreReleasedAndTheOldestFirst() {
        // Given
        ledger.decides(request -> Decision.EXHAUSTED);
        limitUsers("u-1", "u-2");
        for (int i = 0; i < 30; i++) {
            publish(run + "-" + i, i % 2 == 0 ? "u-1" : "u-2", ONE);
            awaitHeld(i + 1);
            if (i == 0) {
                awaitLook();
            }
        }
        ledger.decides(request -> Decision.GRANTED);
        broker.unbind("classifier.events", "classifier.park", "classifier.events");
        String released = broker.probe("classifier.park", "classifier.events");

        // When
        limitUsers("u-2");

        // Then
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            ids.add(event(broker.awaitMessage(released)).getId());
        }
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 30; i += 2) {
            expected.add(run + "-" + i);
        }
        assertThat(ids).containsExactlyElementsOf(expected);
        awaitHeld(15);
        limitUsers("u-3");
        for (int i = 1; i < 30; i += 2) {
            ReceivedMessage message = broker.awaitMessage(released);
            assertThat(event(message).getId()).isEqualTo(run + "-" + i);
            assertThat(message.header("x-warren-awaited")).isNull();
            assertThat(message.header("x-warren-held")).isEqualTo("[tone]");
        }
        broker.bind("classifier.events", "classifier.park", "classifier.events");
    }

    @Test
    void moneyThatIsSetAsideForOthersIsWaitedForInHand() {
        // Given
        Set<String> asked = new HashSet<>();
        ledger.decides(request -> ledger.requests().size() < 4 ? Decision.BUSY : Decision.GRANTED);

        // When
        publish("u-1", ONE);

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        ledger.requests().forEach(request -> asked.add(request.callId()));
        assertThat(asked).hasSize(1);
        assertThat(ledger.requests()).hasSize(4);
    }

    @Test
    void whoWaitsInVainForMoneyOfOthersIsHeldForAWhile() {
        // Given
        ledger.decides(request -> Decision.BUSY);

        // When
        publish("u-1", ONE);

        // Then
        assertThat(key(results)).isEqualTo("tone.held");
        ledger.decides(request -> Decision.GRANTED);
        assertThat(key(results)).isEqualTo("tone.completed");
    }

    @Test
    void whatIsTooLargeForTheBudgetFailsAndNothingWaits() {
        // Given
        ledger.decides(request -> Decision.TOO_LARGE);

        // When
        publish("u-1", ONE);

        // Then
        ReceivedMessage failed = broker.awaitMessage(results);
        assertThat(failed.routingKey()).isEqualTo("tone.failed");
        Result result = ContractCodec.data(event(failed), Result.class);
        assertThat(result.error().code()).isEqualTo("too-large-for-budget");
        assertThat(result.error().message()).isEqualTo("The budget daily is too-large");
        assertThat(endpoint.calls(run)).isZero();
        assertThat(broker.count(HELD)).isZero();
        broker.awaitMessage("classifier.dead");
    }

    @Test
    void whatIsSmallerThanWhatHadNoRoomIsReleasedBesideIt() {
        // Given
        ledger.decides(request -> Decision.BUSY);
        ledger.prices("0.5");
        limitUsers("u-1");
        publish(run + "-large", "u-1", ONE);
        awaitHeld(1);
        ledger.prices("0.1");
        publish(run + "-small", "u-1", ONE);
        awaitHeld(2);
        ledger.decides(request -> Decision.GRANTED);

        // When
        ledger.limitsUserTo("u-1", "0.5");

        // Then
        assertThat(List.of(key(results), key(results))).containsExactly("tone.held", "tone.held");
        ReceivedMessage completed = broker.awaitMessage(results);
        assertThat(completed.routingKey()).isEqualTo("tone.completed");
        assertThat(ContractCodec.data(event(completed), Result.class).event().id())
                .isEqualTo(run + "-small");
        awaitHeld(1);
        limitUsers();
        assertThat(key(results)).isEqualTo("tone.completed");
    }

    @Test
    void whatWaitsIsToldWithWhatItWouldTake() {
        // Given
        ledger.decides(request -> Decision.EXHAUSTED);
        limitUsers("u-1", "u-2");
        publish("u-1", ONE);
        publish("u-2", ONE);
        awaitHeld(2);

        // Then
        await().atMost(Broker.PATIENCE).untilAsserted(() -> given().get("/v1/held")
                .then()
                .statusCode(200)
                .body("service", equalTo("classifier"))
                .body("events", equalTo(2))
                .body("waiting", hasSize(1))
                .body("waiting[0].budget", equalTo(BUDGET))
                .body("waiting[0].accounts", equalTo(2))
                .body("waiting[0].feature", equalTo("tone"))
                .body("waiting[0].why", equalTo("exhausted"))
                .body("waiting[0].events", equalTo(2))
                .body("waiting[0].needed", equalTo("0.0246"))
                .body("waiting[0].oldest", notNullValue()));
        assertThat(gauge("warren.held.events")).isEqualTo(2);
        assertThat(gauge("warren.held.oldest.age")).isPositive();
        ledger.decides(request -> Decision.GRANTED);
        limitUsers();
        await().atMost(Broker.PATIENCE).until(() -> endpoint.calls(run) == 2);
    }

    @Test
    void whatHasWaitedForTooLongIsToldOnce() {
        // Given
        String alerts = broker.probe("alerts", "warning.held-too-long");
        ledger.decides(request -> Decision.EXHAUSTED);
        limitUsers("u-1");
        publish("u-1", ONE);
        awaitHeld(1);
        ledger.decides(request -> Decision.GRANTED);

        // When
        given().get("/v1/held").then().statusCode(200);
        await().atMost(Broker.PATIENCE).until(() -> {
            given().get("/v1/held").then().statusCode(200);
            return broker.count(alerts) > 0;
        });

        // Then
        Alert told = ContractCodec.data(event(broker.awaitMessage(alerts)), Alert.class);
        assertThat(told.details())
                .containsEntry("budget", BUDGET)
                .containsEntry("feature", "tone")
                .containsEntry("events", "1")
                .containsEntry("needed", "0.0123");
        assertThat(broker.drain(alerts)).isEmpty();
        limitUsers();
        await().atMost(Broker.PATIENCE).until(() -> endpoint.calls(run) == 1);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void withoutAnAnswerOfTheLedgerTheEventIsTriedLater() {
        // Given
        ledger.decides(request -> null);

        // When
        publish("u-1", ONE);

        // Then
        await().atMost(Broker.PATIENCE)
                .until(() -> ledger.released().size() == 1 && ledger.requests().size() >= 2);
        assertThat(endpoint.calls(run)).isZero();
        ledger.decides(request -> Decision.GRANTED);
        assertThat(key(results)).isEqualTo("tone.completed");
    }

    @Test
    void aLedgerThatIsAwayForLongerThanAllDelaysBringsNoDeadLetter() {
        // Given
        ledger.decides(request -> null);
        broker.shortenDelay("classifier", "5s", Duration.ofMillis(200));

        // When
        publish("u-1", ONE);
        await().atMost(Broker.PATIENCE).until(() -> ledger.released().size() > DELAYS + 1);
        ledger.decides(request -> Decision.GRANTED);

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(endpoint.calls(run)).isEqualTo(1);
        assertThat(broker.drain(results)).isEmpty();
        assertThat(broker.count("classifier.dead")).isZero();
    }

    @Test
    void whileTheLedgerIsKnownToBeSilentOneAsksAndTheOthersDoNotWaitForAnAnswer() {
        // Given
        ledger.decides(request -> null);

        // When
        publish("u-1", ONE);

        // Then
        await().atMost(Broker.PATIENCE).until(() -> catchThrowable(this::hold) instanceof HoldUndecidedException);
        ledger.decides(request -> Decision.GRANTED);
        assertThat(key(results)).isEqualTo("tone.completed");
    }

    private void hold() {
        holdRequester.hold(expense()).close();
    }

    private PlannedCall expense() {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withExtension("userid", "u-2")
                .build();
        Feature tone = features.all().stream()
                .filter(feature -> feature.name().equals("tone"))
                .findFirst()
                .orElseThrow();
        return new PlannedCall(
                event.getId(), CallAttribution.of(event), tone, "words", "primary", "gpt-4o-mini", "primary");
    }

    @Test
    void whenTheConnectionIsLostTheLedgerIsAskedOverAnotherOneAndTheRulesAreFollowedOn() {
        // Given
        AtomicBoolean cut = new AtomicBoolean();
        ledger.decides(request -> {
            if (cut.compareAndSet(false, true)) {
                broker.wire().cut();
                return null;
            }
            return Decision.GRANTED;
        });

        // When
        publish("u-1", ONE);

        // Then
        assertThat(key(results)).isEqualTo("tone.completed");
        assertThat(endpoint.calls(run)).isEqualTo(1);
        limitUsers("u-7");
    }

    private void limitUsers(String... spent) {
        ledger.limitsUsers(spent);
        await().until(() -> budgetRules.isKnown()
                && !budgetRules.current().hard().isEmpty()
                && budgetRules.current().exhausted().size() == spent.length);
    }

    /**
     * A look that is due since an earlier change of the rules is over: what is held while somebody looks may overtake
     * what is put back.
     */
    private void awaitLook() {
        Instant now = Instant.now();
        await().atMost(Broker.PATIENCE).until(() -> {
            given().get("/v1/held").then().statusCode(200);
            return events.isSeenSince(now);
        });
    }

    private void awaitHeld(long messages) {
        await().atMost(Broker.PATIENCE).until(() -> broker.count(HELD) == messages);
    }

    private String key(String queue) {
        return broker.awaitMessage(queue).routingKey();
    }

    private void publish(String user, Set<String> features) {
        publish(run + "-" + user, user, features);
    }

    private void publish(String id, String user, Set<String> features) {
        byte[] body = PooledJson.write(CloudEventBuilder.v1()
                .withId(id)
                .withSource(URI.create("/shop"))
                .withType("review.written")
                .withExtension("userid", user)
                .withData(
                        "application/json",
                        ("{\"review\":\"This is review " + id + ", and I like it\"}").getBytes(StandardCharsets.UTF_8))
                .build());
        broker.publish(
                "events",
                "review.written",
                body,
                new AMQP.BasicProperties.Builder()
                        .contentType(ContractCodec.CLOUDEVENTS_JSON)
                        .deliveryMode(2)
                        .headers(Map.of("x-warren-pending", List.copyOf(features)))
                        .build());
    }

    private static CloudEvent event(ReceivedMessage message) {
        return PooledJson.read(message.body());
    }
}

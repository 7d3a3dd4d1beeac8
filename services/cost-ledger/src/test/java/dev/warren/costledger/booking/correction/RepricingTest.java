package dev.warren.costledger.booking.correction;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.costledger.LedgerClient;
import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.booking.RecordingBookingStep;
import dev.warren.testing.Broker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class RepricingTest {

    private final String feature = "feature-" + UUID.randomUUID();
    private final String model = "model-" + UUID.randomUUID();

    @Inject
    RecordingBookingStep recordingBookingStep;

    private Broker broker;
    private LedgerClient ledger;

    @BeforeEach
    void connect() {
        ledger = new LedgerClient(broker);
    }

    @Test
    void whatWasBookedAtAWrongPriceIsCorrectedByTheDifference() {
        // Given
        price("2", "USD");
        ledger.publish(call(), call());
        ledger.awaitCalls(feature, 2);

        // When
        price("3", "USD");
        JsonPath answer = reprice();

        // Then
        assertThat(answer.getBoolean("done")).isTrue();
        assertThat(answer.getInt("calls")).isEqualTo(2);
        assertThat(answer.getInt("corrected")).isEqualTo(2);
        assertThat(answer.getInt("resolved")).isZero();
        assertThat(answer.getList("totals.currency")).containsExactly("USD");
        assertThat(answer.getString("totals[0].before")).isEqualTo("0.004");
        assertThat(answer.getString("totals[0].after")).isEqualTo("0.006");
        assertThat(answer.getString("totals[0].difference")).isEqualTo("0.002");
        assertThat(total()).containsEntry("calls", 2).containsEntry("amount", "0.006");
        assertThat(total()).containsEntry("inputTokens", 2_000);
    }

    @Test
    void whatBecameCheaperIsTakenBack() {
        // Given
        price("2", "USD");
        ledger.publish(call());
        ledger.awaitCalls(feature, 1);

        // When
        price("0.5", "USD");

        // Then
        assertThat(reprice().getString("corrections[0].amount")).isEqualTo("-0.0015");
        assertThat(total()).containsEntry("calls", 1).containsEntry("amount", "0.0005");
    }

    @Test
    void doingItAgainCorrectsNothing() {
        // Given
        price("2", "USD");
        ledger.publish(call());
        ledger.awaitCalls(feature, 1);
        price("3", "USD");
        reprice();

        // When
        JsonPath again = reprice();

        // Then
        assertThat(again.getInt("corrected")).isZero();
        assertThat(again.getString("totals[0].before")).isEqualTo("0.003");
        assertThat(total()).containsEntry("amount", "0.003");
    }

    @Test
    void aPreviewBooksNothing() {
        // Given
        price("2", "USD");
        ledger.publish(call());
        ledger.awaitCalls(feature, 1);
        price("3", "USD");

        // When
        JsonPath preview = reprice("dryRun", true);

        // Then
        assertThat(preview.getInt("corrected")).isEqualTo(1);
        assertThat(preview.getString("totals[0].after")).isEqualTo("0.003");
        assertThat(total()).containsEntry("amount", "0.002");
    }

    @Test
    void anUnpricedCallGetsItsAmount() {
        // Given
        ledger.publish(call(), call().unknownTokens());
        ledger.awaitCalls(feature, 2);
        assertThat(total()).containsEntry("unpricedCalls", 2);

        // When
        price("2", "USD");
        JsonPath answer = reprice();

        // Then
        assertThat(answer.getInt("resolved")).isEqualTo(1);
        assertThat(answer.getInt("unpriced")).isEqualTo(1);
        assertThat(total())
                .containsEntry("calls", 2)
                .containsEntry("unpricedCalls", 1)
                .containsEntry("amount", "0.002")
                .containsEntry("inputTokens", 1_000);
    }

    @Test
    void anotherCurrencyTakesTheOldAmountBack() {
        // Given
        price("2", "USD");
        ledger.publish(call());
        ledger.awaitCalls(feature, 1);

        // When
        price("1", "EUR");
        reprice();

        // Then
        Map<String, String> amounts = new HashMap<>();
        ledger.spend("feature", feature, "by", "currency")
                .getList("groups", Map.class)
                .forEach(group -> amounts.put((String) group.get("currency"), (String) group.get("amount")));
        assertThat(amounts).isEqualTo(Map.of("EUR", "0.001", "USD", "0"));
        assertThat(reprice().getInt("corrected")).isZero();
    }

    @Test
    void whatAReuseHasSavedIsCorrectedToo() {
        // Given
        price("2", "USD");
        ledger.publish(call().reuseOf("c-1"));
        ledger.awaitEntries(feature, 1);

        // When
        price("3", "USD");
        reprice();

        // Then
        assertThat(total())
                .containsEntry("reused", 1)
                .containsEntry("calls", 0)
                .containsEntry("saved", "0.003")
                .containsEntry("amount", "0");
    }

    @Test
    void whoRepricesAtTheSameTimeDoesNotCorrectTwice() throws Exception {
        // Given
        price("2", "USD");
        ledger.publish(Stream.generate(this::call).limit(50).toList());
        ledger.awaitCalls(feature, 50);
        price("3", "USD");

        // When
        int corrected = 0;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                answers.add(callers.submit(() -> reprice().getInt("corrected")));
            }
            for (Future<Integer> answer : answers) {
                corrected += answer.get();
            }
        }

        // Then
        assertThat(corrected).isEqualTo(50);
        assertThat(new BigDecimal((String) total().get("amount"))).isEqualByComparingTo("0.15");
    }

    @Test
    void aLongPeriodIsDoneInPortions() {
        // Given
        ledger.publish(Stream.generate(this::call).limit(Repricing.PORTION + 10).toList());
        ledger.awaitCalls(feature, Repricing.PORTION + 10);
        price("1", "USD");

        // When
        JsonPath answer = reprice();

        // Then
        assertThat(answer.getInt("resolved")).isEqualTo(Repricing.PORTION + 10);
        assertThat(total()).containsEntry("unpricedCalls", 0).containsEntry("amount", "1.01");
    }

    @Test
    void stepsAreToldOfCorrections() {
        // Given
        String id = UUID.randomUUID().toString();
        ledger.publish(call().callId(id));
        ledger.awaitCalls(feature, 1);

        // When
        price("1", "USD");
        reprice();

        // Then
        await().atMost(Broker.PATIENCE).until(() -> recordingBookingStep.timesTold(id + "#1") == 1);
    }

    @Test
    void whatAStepRefusesIsNotCorrected() {
        // Given
        String refused = RecordingBookingStep.REFUSED + feature;
        ledger.publish(call().feature(refused));
        ledger.awaitCalls(refused, 1);
        price("1", "USD");

        // When
        post(Map.of("from", "2025-07-01", "to", "2025-08-01", "model", model)).statusCode(500);

        // Then
        assertThat(ledger.spend("feature", refused).getMap("total[0]")).containsEntry("unpricedCalls", 1);
    }

    @Test
    void faultsAreNamed() {
        post(Map.of("from", "yesterday", "after", "x"))
                .statusCode(400)
                .body("faults.field", containsInAnyOrder("from", "to", "after"));
        post(Map.of("from", "2026-01-02", "to", "2026-01-01"))
                .statusCode(400)
                .body("faults.field", equalTo(List.of("to")));
        post(Map.of("fron", "2026-01-02")).statusCode(400).body("detail", containsString("fron"));
    }

    private UsageMessage call() {
        return UsageMessage.any()
                .callId(UUID.randomUUID().toString())
                .feature(feature)
                .to("primary", model)
                .tokens(1_000, 0, 0);
    }

    private void price(String inputPerMillion, String currency) {
        given().contentType("text/csv")
                .body("provider,model,valid_from,currency,input_per_million,output_per_million\n"
                        + "*,%s,2025-01-01,%s,%s,10\n".formatted(model, currency, inputPerMillion))
                .post("/v1/prices/import")
                .then()
                .statusCode(200);
    }

    private JsonPath reprice(Object... more) {
        Map<String, Object> request = new HashMap<>(Map.of("from", "2025-07-01", "to", "2025-08-01", "model", model));
        for (int i = 0; i < more.length; i += 2) {
            request.put((String) more[i], more[i + 1]);
        }
        return post(request).statusCode(200).extract().jsonPath();
    }

    private static ValidatableResponse post(Map<String, Object> request) {
        return given().contentType("application/json")
                .body(request)
                .post("/v1/prices/reprice")
                .then();
    }

    private Map<String, Object> total() {
        return ledger.spend("feature", feature).getMap("total[0]");
    }
}

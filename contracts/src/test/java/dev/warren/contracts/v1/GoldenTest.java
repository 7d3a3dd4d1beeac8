package dev.warren.contracts.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Attribution;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {

    /** What each invalid sample is wrong in. */
    private static final Map<String, String> FAULTS = Map.ofEntries(
            Map.entry("business-event/invalid-no-id", "(root) required"),
            Map.entry("business-event/invalid-reserved-type", "/type not"),
            Map.entry("business-event/invalid-time", "/time format"),
            Map.entry("business-event/invalid-extension-name", "(root) propertyNames"),
            Map.entry("business-event/invalid-base64-data", "(root) propertyNames"),
            Map.entry("result-completed/invalid-no-output", "/data required"),
            Map.entry("result-completed/invalid-confidence", "/data/output/confidence maximum"),
            Map.entry("result-completed/invalid-output-of-other-kind", "/data/output required"),
            Map.entry("result-completed/invalid-no-event", "/data required"),
            Map.entry("result-completed/invalid-source", "/source pattern"),
            Map.entry("result-completed/invalid-replay", "/data/replay pattern"),
            Map.entry("result-completed/invalid-conflict", "/data/conflict/resolution enum"),
            Map.entry("result-completed/invalid-earlier", "/data/earlier/0 required"),
            Map.entry("result-failed/invalid-no-error", "/data required"),
            Map.entry("result-failed/invalid-output", "/data/output false"),
            Map.entry("result-held/invalid-no-reason", "/data required"),
            Map.entry("result-held/invalid-until", "/data/until format"),
            Map.entry("result-corrected/invalid-no-output", "/data required"),
            Map.entry("model-called/invalid-no-call-id", "/data required"),
            Map.entry("model-called/invalid-negative-tokens", "/data/outputTokens minimum"),
            Map.entry("model-called/invalid-unknown-whether-tokens-known", "/data required"),
            Map.entry("model-called/invalid-negative-reasoning", "/data/reasoningTokens minimum"),
            Map.entry("model-called/invalid-float-cost", "/data/reported/cost type"),
            Map.entry("model-called/invalid-outcome", "/data/outcome enum"),
            Map.entry("answer-reused/invalid-no-reuse-id", "/data required"),
            Map.entry("answer-reused/invalid-no-call-id", "/data required"),
            Map.entry("answer-reused/invalid-negative-reasoning", "/data/reasoningTokens minimum"),
            Map.entry("answer-reused/invalid-negative-tokens", "/data/inputTokens minimum"),
            Map.entry("budget-changed/invalid-float-money", "/data/limit type"),
            Map.entry("budget-changed/invalid-state", "/data/state enum"),
            Map.entry("budget-changed/invalid-currency", "/data/currency pattern"),
            Map.entry("budget-changed/invalid-account", "/data/account/userid type"),
            Map.entry("budget-rules/invalid-no-scope", "/data/hard/0 required"),
            Map.entry("budget-rules/invalid-until", "/data/exhausted/0/until format"),
            Map.entry("budget-rules/invalid-no-version", "/data required"),
            Map.entry("hold-requested/invalid-no-call-id", "/data required"),
            Map.entry("hold-requested/invalid-negative-tokens", "/data/inputTokens minimum"),
            Map.entry("hold-requested/invalid-no-time", "/data/seconds minimum"),
            Map.entry("hold-decided/invalid-decision", "/data/decision enum"),
            Map.entry("hold-decided/invalid-float-money", "/data/amount type"),
            Map.entry("hold-decided/invalid-currency", "/data/currency pattern"),
            Map.entry("hold-released/invalid-no-call-id", "/data required"),
            Map.entry("alert-raised/invalid-severity", "/data/severity enum"),
            Map.entry("alert-raised/invalid-no-message", "/data required"),
            Map.entry("alert-raised/invalid-details", "/data/details/count type"));

    @ParameterizedTest
    @MethodSource("dev.warren.contracts.v1.Golden#valid")
    void aValidSampleHasNoFault(Golden golden) {
        // When / Then
        assertThat(Schemas.faults(golden.schema(), golden.json())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("dev.warren.contracts.v1.Golden#invalid")
    void anInvalidSampleHasTheFaultItWasMadeFor(Golden golden) {
        // When / Then
        assertThat(Schemas.faults(golden.schema(), golden.json())).containsExactly(FAULTS.get(golden.toString()));
    }

    @ParameterizedTest
    @MethodSource("dev.warren.contracts.v1.Golden#valid")
    void aSampleIsReadAndWrittenWithoutLoss(Golden golden) throws IOException {
        // Given
        CloudEvent read = golden.event();

        // When
        byte[] written = new JsonFormat().serialize(written(golden.message(), read));

        // Then
        assertThat(Golden.JSON.readTree(written)).isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("dev.warren.contracts.v1.Golden#own")
    void whatIsNotKnownIsIgnored(Golden golden) throws IOException {
        // Given
        ObjectNode later = golden.json().deepCopy();
        addUnknownFields(later.get("data"));
        CloudEvent read = new JsonFormat().deserialize(Golden.JSON.writeValueAsBytes(later.put("later", "x")));

        // When
        byte[] written = new JsonFormat().serialize(written(golden.message(), read));

        // Then
        assertThat(Schemas.faults(golden.schema(), later)).isEmpty();
        assertThat(Golden.JSON.readTree(written)).isEqualTo(golden.json());
    }

    @ParameterizedTest
    @MethodSource("dev.warren.contracts.v1.Golden#valid")
    void whatIsNotKnownOfAnOutputIsPassedOn(Golden golden) throws IOException {
        // Given
        ObjectNode later = golden.json().deepCopy();
        later.findParents("output").forEach(parent -> addUnknownFields(parent.get("output")));

        // When
        byte[] written = new JsonFormat()
                .serialize(
                        written(golden.message(), new JsonFormat().deserialize(Golden.JSON.writeValueAsBytes(later))));

        // Then
        assertThat(Golden.JSON.readTree(written)).isEqualTo(later);
    }

    @Test
    void everyInvalidSampleIsExpected() {
        // When / Then
        assertThat(Golden.invalid().map(Golden::toString)).containsExactlyInAnyOrderElementsOf(FAULTS.keySet());
    }

    /** Takes the message apart into records and makes it anew. */
    private static CloudEvent written(String message, CloudEvent read) {
        if (message.equals(Golden.BUSINESS_EVENT)) {
            return read;
        }
        String service = read.getSource().toString().substring("/warren/".length());
        Clock clock = Clock.fixed(read.getTime().toInstant(), ZoneOffset.UTC);
        Attribution who = Attribution.of(read);
        return switch (message) {
            case "model-called" ->
                ContractCodec.usage(service, ContractCodec.data(read, ModelCalled.class), who, clock);
            case "answer-reused" ->
                ContractCodec.reused(service, ContractCodec.data(read, AnswerReused.class), who, clock);
            case "hold-requested" ->
                ContractCodec.hold(service, ContractCodec.data(read, HoldRequested.class), who, clock);
            case "hold-decided" -> ContractCodec.decision(service, ContractCodec.data(read, HoldDecided.class), clock);
            case "hold-released" ->
                ContractCodec.release(service, ContractCodec.data(read, HoldReleased.class), who, clock);
            case "budget-rules" -> ContractCodec.rules(service, ContractCodec.data(read, BudgetRules.class), clock);
            case "budget-changed" -> budget(service, ContractCodec.data(read, BudgetState.class), clock);
            case "alert-raised" -> alert(service, ContractCodec.data(read, Alert.class), clock);
            default ->
                ContractCodec.result(
                        service, ContractCodec.data(read, Result.class), Outcome.ofType(read.getType()), who, clock);
        };
    }

    private static CloudEvent budget(String service, BudgetState state, Clock clock) {
        return ContractCodec.budget(service, state, "2026-11 " + state.state().value(), clock);
    }

    private static CloudEvent alert(String service, Alert alert, Clock clock) {
        String occasion = alert.kind().equals(Alert.DEAD_LETTERS_WAITING) ? "18f2c0c4" : "primary/gpt-9";
        return ContractCodec.alert(service, alert, occasion, clock);
    }

    private static void addUnknownFields(JsonNode node) {
        node.properties().stream()
                .filter(field -> !field.getKey().equals("details") // names there are the sender's to choose
                        && !field.getKey().equals("output")) // what is not known of an output is passed on
                .forEach(field -> addUnknownFields(field.getValue()));
        if (node.isArray()) {
            node.forEach(GoldenTest::addUnknownFields);
        }
        if (node instanceof ObjectNode object) {
            object.put("addedLater", "x");
        }
    }
}

package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.UsageMessage;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageRecordTest {

    private static final Instant NOW = UsageMessage.NOON;
    private static final Tokens UNKNOWN = new Tokens(0, 0, 0, 0, 0, false, false);

    @Test
    void aUsageMessageSaysWhoCalledWhatAndWhen() {
        // When
        UsageRecord usage = UsageRecord.of(
                UsageMessage.any().callId("c-1").who("u-42", "emea").event(), NOW);

        // Then
        assertThat(usage.id()).isEqualTo("c-1");
        assertThat(usage.who()).isEqualTo(new Attribution("u-42", "emea"));
        assertThat(usage.at()).isEqualTo(UsageMessage.NOON);
    }

    @Test
    void aReuseSaysWhichCallItsAnswerIsFrom() {
        // When
        UsageRecord usage = UsageRecord.of(any().callId("r-1").reuseOf("c-1").event(), NOW);

        // Then
        assertThat(usage.isReuse()).isTrue();
        assertThat(usage.id()).isEqualTo("r-1");
        assertThat(usage.reusedCallId()).isEqualTo("c-1");
        assertThat(usage.tokens()).isEqualTo(new Tokens(1_000, 0, 0, 100, 0, false, true));
    }

    @Test
    void withoutATimeACallIsOfNow() {
        // Given
        CloudEvent timeless =
                CloudEventBuilder.v1(UsageMessage.any().event()).withTime(null).build();

        // Then
        assertThat(UsageRecord.of(timeless, NOW.plusSeconds(1)).at()).isEqualTo(NOW.plusSeconds(1));
    }

    static Stream<Arguments> countsThatDoNotFitAreMadeToAndFlagged() {
        return Stream.of(
                arguments(any().tokens(10, 11, 5), known(10, 10, 0, 5, 0), "cached-above-input"),
                arguments(any().tokens(10, -1, 5), known(10, 0, 0, 5, 0), "cached-negative"),
                arguments(any().tokens(10, 4, 5).special(7, 0), known(10, 4, 6, 5, 0), "cache-write-above-input"),
                arguments(
                        any().tokens(10, 11, 5).special(-7, 0),
                        known(10, 10, 0, 5, 0),
                        "cached-above-input,cache-write-negative"),
                arguments(any().tokens(10, 0, 5).special(0, 6), known(10, 0, 0, 5, 5), "reasoning-above-output"),
                arguments(any().tokens(-1, 0, 5), UNKNOWN, "input-out-of-range"),
                arguments(any().tokens(1, 0, -5), UNKNOWN, "output-out-of-range"),
                arguments(any().tokens(1, 0, UsageRecord.MAX_TOKENS + 1), UNKNOWN, "output-out-of-range"),
                arguments(any().tokens(Long.MAX_VALUE, 0, 5), UNKNOWN, "input-out-of-range"),
                arguments(any().tokens(0, 0, 0), UNKNOWN, "no-tokens"),
                arguments(any().tokens(0, 0, 0).outcome("unavailable"), known(0, 0, 0, 0, 0), ""),
                arguments(any().tokens(10, 4, 5).special(6, 5), known(10, 4, 6, 5, 5), ""));
    }

    @ParameterizedTest
    @MethodSource
    void countsThatDoNotFitAreMadeToAndFlagged(UsageMessage message, Tokens tokens, String flags) {
        // When
        UsageRecord usage = UsageRecord.of(message.event(), NOW);

        // Then
        assertThat(usage.tokens()).isEqualTo(tokens);
        assertThat(String.join(",", usage.details().flags())).isEqualTo(flags);
    }

    @Test
    void countsThatNoNumberOfTokensCanBeAreUnknown() {
        // When
        UsageRecord usage = UsageRecord.of(withData("""
                {"callId":"c-1","event":{"source":"/shop","id":"t-1","type":"x"},"feature":"f","provider":"p","model":"m",
                 "inputTokens":123456789012345678901234567890,"cachedInputTokens":0,"outputTokens":5,"tokensKnown":true,"outcome":"answered"}"""), NOW);

        // Then
        assertThat(usage.tokens()).isEqualTo(UNKNOWN);
        assertThat(usage.details().flags()).containsExactly("input-out-of-range");
    }

    @Test
    void whateverTheNamesAreTheyAreOnesToBookUnder() {
        // Given
        String longName = "x".repeat(LedgerNameRules.LONGEST + 1);

        // When
        UsageRecord usage = UsageRecord.of(
                any().feature(longName)
                        .to(" ", "a\0b")
                        .who("eve\uD83D", "y".repeat(600))
                        .event(),
                NOW);

        // Then
        assertThat(usage.feature()).isEqualTo(LedgerNameRules.of(longName)).isNotEqualTo(longName);
        assertThat(usage.provider()).isEqualTo(LedgerNameRules.of(" "));
        assertThat(usage.model()).isEqualTo(LedgerNameRules.of("a\0b"));
        assertThat(usage.who())
                .isEqualTo(new Attribution(LedgerNameRules.of("eve\uD83D"), LedgerNameRules.of("y".repeat(600))));
    }

    @Test
    void aTimeThatCannotBeIsNowAndFlagged() {
        assertThat(Stream.of(NOW.plus(UsageRecord.MAX_AHEAD).plusSeconds(1), Instant.parse("1999-12-31T23:59:59Z")))
                .allSatisfy(time -> {
                    UsageRecord usage = UsageRecord.of(any().at(time).event(), NOW);
                    assertThat(usage.at()).isEqualTo(NOW);
                    assertThat(usage.details().flags()).containsExactly("time-out-of-range");
                });
    }

    @Test
    void whatTheProviderSaidBesidesIsKept() {
        // When
        UsageDetails details = UsageRecord.of(
                        any().reported(new ProviderReport(
                                        "gen-1",
                                        "test-small-2025-01-01",
                                        "Flex",
                                        new BigDecimal("0.0012"),
                                        List.of("only-total")))
                                .sparing("secondary", "test-large")
                                .event(),
                        NOW)
                .details();

        // Then
        assertThat(details.providerCallId()).isEqualTo("gen-1");
        assertThat(details.servedModel()).isEqualTo("test-small-2025-01-01");
        assertThat(details.tier()).isEqualTo("flex");
        assertThat(details.cost()).isEqualByComparingTo("0.0012");
        assertThat(details.spared()).isEqualTo(new Spared("secondary", "test-large"));
        assertThat(details.flags()).containsExactly("only-total");
    }

    @Test
    void whatNobodyCanStoreOrUnderstandOfItIsLeftOut() {
        // When
        UsageDetails details = UsageRecord.of(
                        any().reported(new ProviderReport(
                                        " ",
                                        "test-small",
                                        "default",
                                        new BigDecimal("-1"),
                                        List.of("Two words", "a-word")))
                                .sparing("secondary", null)
                                .event(),
                        NOW)
                .details();

        // Then
        assertThat(details)
                .isEqualTo(new UsageDetails(
                        null, null, null, null, null, List.of("a-word", "reported-id-no-name", "cost-out-of-range")));
        assertThat(UsageRecord.of(any().served(null, "batch").event(), NOW)
                        .tokens()
                        .batch())
                .isTrue();
    }

    @Test
    void whatIsMissingIsUnknownAndFlagged() {
        // When
        UsageRecord usage =
                UsageRecord.of(withData("{\"callId\": \"\", \"inputTokens\": -1, \"provider\": \"primary\"}"), NOW);

        // Then
        assertThat(usage.id()).isEqualTo("c-7");
        assertThat(usage.feature()).isEqualTo("unknown");
        assertThat(usage.provider()).isEqualTo("primary");
        assertThat(usage.tokens()).isEqualTo(UNKNOWN);
        assertThat(usage.details().flags())
                .containsExactly(
                        "call-id-missing",
                        "event-missing",
                        "event-source-missing",
                        "event-id-missing",
                        "event-type-missing",
                        "feature-missing",
                        "model-missing",
                        "outcome-missing",
                        "output-tokens-missing",
                        "cached-input-tokens-missing",
                        "tokens-known-missing",
                        "input-out-of-range");
    }

    @Test
    void whatCannotBeReadIsLeftOutAndTheRestIsTaken() {
        // When
        UsageRecord usage = UsageRecord.of(withData("""
                {"callId":"c-1","event":{"source":"/shop","id":7,"type":"x"},"feature":"f","provider":"p","model":"m",
                 "inputTokens":10,"cachedInputTokens":"3","outputTokens":5.0,"reasoningTokens":1.5,"tokensKnown":true,
                 "outcome":"answered","reported":{"id":"gen-1","cost":"a lot","corrections":["only-total",null]}}"""), NOW);

        // Then
        assertThat(usage.event().id()).isEqualTo("unknown");
        assertThat(usage.tokens()).isEqualTo(known(10, 0, 0, 5, 0));
        assertThat(usage.details().providerCallId()).isEqualTo("gen-1");
        assertThat(usage.details().flags())
                .containsExactly(
                        "only-total",
                        "event-id-unreadable",
                        "reported-cost-unreadable",
                        "reported-corrections-unreadable",
                        "cached-input-tokens-unreadable",
                        "reasoning-tokens-unreadable");
    }

    @Test
    void aWholeThatCannotBeReadIsUnknownAndNotFree() {
        assertThat(Stream.of("null", "\"5\"", "1.5", "true", "[]"))
                .allSatisfy(count -> assertThat(UsageRecord.of(withData("""
                                {"callId":"c-1","event":{"source":"/shop","id":"t","type":"x"},"feature":"f","provider":"p",
                                 "model":"m","inputTokens":10,"cachedInputTokens":0,"outputTokens":%s,"tokensKnown":true,
                                 "outcome":"answered"}""".formatted(count)), NOW)
                                .tokens()
                                .known())
                        .isFalse());
    }

    @Test
    void dataOfAnotherShapeIsRefused() {
        refused(withData("[1]"), "invalid-usage", "the data is not a JSON object");
    }

    @Test
    void anotherTypeIsRefused() {
        refused(
                CloudEventBuilder.v1(any().event()).withType("x.y").build(),
                "not-usage",
                "the type is neither dev.warren.model.called nor dev.warren.answer.reused");
    }

    private static Tokens known(long input, long cached, long written, long output, long reasoning) {
        return new Tokens(input, cached, written, output, reasoning, false, true);
    }

    private static UsageMessage any() {
        return UsageMessage.any();
    }

    private static CloudEvent withData(String json) {
        return CloudEventBuilder.v1(any().event())
                .withId("c-7")
                .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void refused(CloudEvent event, String code, String reason) {
        assertThatExceptionOfType(PermanentFailureException.class)
                .isThrownBy(() -> UsageRecord.of(event, NOW))
                .withMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

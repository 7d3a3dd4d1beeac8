package dev.warren.costledger.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.warren.contracts.v1.Attribution;
import dev.warren.costledger.UsageMessage;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UsageTest {

    private static final Instant NOW = UsageMessage.NOON;

    @Test
    void aUsageMessageSaysWhoCalledWhatAndWhen() {
        // When
        Usage usage =
                Usage.of(UsageMessage.any().callId("c-1").who("u-42", "emea").event(), NOW);

        // Then
        assertThat(usage.id()).isEqualTo("c-1");
        assertThat(usage.who()).isEqualTo(new Attribution("u-42", "emea"));
        assertThat(usage.at()).isEqualTo(UsageMessage.NOON);
    }

    @Test
    void aReuseSaysWhichCallItsAnswerIsFrom() {
        // When
        Usage usage = Usage.of(any().callId("r-1").reuseOf("c-1").event(), NOW);

        // Then
        assertThat(usage.isReuse()).isTrue();
        assertThat(usage.id()).isEqualTo("r-1");
        assertThat(usage.reusedCallId()).isEqualTo("c-1");
        assertThat(usage.tokens()).isEqualTo(new Usage.Tokens(1_000, 0, 0, 100, 0, false, true));
    }

    @Test
    void withoutATimeACallIsOfNow() {
        // Given
        CloudEvent timeless =
                CloudEventBuilder.v1(UsageMessage.any().event()).withTime(null).build();

        // Then
        assertThat(Usage.of(timeless, NOW.plusSeconds(1)).at()).isEqualTo(NOW.plusSeconds(1));
    }

    static Stream<Arguments> nonsenseIsRefused() {
        return Stream.of(
                arguments(any().tokens(-1, 0, 0), "inputTokens is -1, not from 0 to 1000000000"),
                arguments(any().tokens(10, 11, 0), "cachedInputTokens is 11, not from 0 to 10"),
                arguments(any().tokens(10, -1, 0), "cachedInputTokens is -1, not from 0 to 10"),
                arguments(any().tokens(0, 0, UsageFaults.MAX_TOKENS + 1), "outputTokens is 1000000001, not from 0 to"),
                arguments(any().tokens(10, 4, 0).special(7, 0), "cacheWriteInputTokens is 7, not from 0 to 6"),
                arguments(any().tokens(0, 0, 10).special(0, 11), "reasoningTokens is 11, not from 0 to 10"),
                arguments(any().feature(null), "feature is missing"),
                arguments(any().feature(" "), "feature is missing"),
                arguments(any().feature("x".repeat(UsageFaults.MAX_NAME + 1)), "feature is longer than 512 characters"),
                arguments(any().to("primary", "a\0b"), "model has control characters"),
                arguments(any().at(NOW.plus(UsageFaults.MAX_AHEAD).plusSeconds(1)), "time is 2025-07-16T12:00:01Z"),
                arguments(any().at(Instant.parse("1999-12-31T23:59:59Z")), "time is 1999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @MethodSource
    void nonsenseIsRefused(UsageMessage message, String reason) {
        refused(message.event(), "invalid-usage", reason);
    }

    @Test
    void everyFaultIsNamed() {
        refused(
                withData("{\"inputTokens\": -1, \"provider\": \"primary\", \"outputTokens\": -2}"),
                "invalid-usage",
                "callId is missing; event.source is missing; event.id is missing; event.type is missing; "
                        + "feature is missing; model is missing; outcome is missing; "
                        + "inputTokens is -1, not from 0 to 1000000000; outputTokens is -2, not from 0 to 1000000000");
    }

    @Test
    void everyFaultOfAReuseIsNamed() {
        CloudEvent reuse = CloudEventBuilder.v1(any().reuseOf("c-1").event())
                .withData("application/json", "{\"inputTokens\": -1}".getBytes(StandardCharsets.UTF_8))
                .build();
        refused(
                reuse,
                "invalid-usage",
                "reuseId is missing; event.source is missing; event.id is missing; event.type is missing; "
                        + "feature is missing; provider is missing; model is missing; callId is missing; "
                        + "inputTokens is -1, not from 0 to 1000000000");
    }

    @Test
    void dataOfAnotherShapeIsRefused() {
        refused(withData("[1]"), "invalid-usage", "is no ModelCalled");
    }

    @Test
    void anotherTypeIsRefused() {
        refused(
                CloudEventBuilder.v1(any().event()).withType("x.y").build(),
                "not-usage",
                "the type is neither dev.warren.model.called nor dev.warren.answer.reused");
    }

    private static UsageMessage any() {
        return UsageMessage.any();
    }

    private static CloudEvent withData(String json) {
        return CloudEventBuilder.v1(any().event())
                .withData("application/json", json.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static void refused(CloudEvent event, String code, String reason) {
        assertThatExceptionOfType(PermanentFailureException.class)
                .isThrownBy(() -> Usage.of(event, NOW))
                .withMessageContaining(reason)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
    }
}

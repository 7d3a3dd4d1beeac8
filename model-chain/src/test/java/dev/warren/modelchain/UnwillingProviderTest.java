package dev.warren.modelchain;

import static dev.warren.modelchain.FakeEndpoint.error;
import static dev.warren.modelchain.FakeEndpoint.label;
import static dev.warren.modelchain.FakeEndpoint.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.warren.modelchain.ModelChain.Answered;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.Features;
import dev.warren.modelchain.provider.CallLog;
import dev.warren.modelchain.provider.Question;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.provider.reply.RefusingProviders;
import dev.warren.modelchain.provider.reply.RefusingProviders.Cause;
import dev.warren.modelchain.provider.reply.RefusingProviders.Trouble;
import dev.warren.testing.PrivateDatabase;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers that refuse for a reason that has nothing to do with the question. */
@QuarkusTest
@TestProfile(UnwillingProviderTest.Hasty.class)
@QuarkusTestResource(FakeEndpoints.class)
@QuarkusTestResource(PrivateDatabase.class)
class UnwillingProviderTest {

    private static final Duration REST = Duration.ofMillis(700);

    private static final ResponseDefinitionBuilder NO_SCHEMA = status(400)
            .withBody("{\"error\":{\"message\":\"This response_format type is unavailable now\","
                    + "\"type\":\"invalid_request_error\",\"code\":\"invalid_request_error\"}}");

    /** Rests are short, and nobody waits for their end. */
    public static final class Hasty implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.primary.timeout", "20s",
                    "warren.secondary.timeout", "20s",
                    "warren.primary.max-retry-after", REST.toMillis() + "ms",
                    "warren.primary.max-wait", "10ms",
                    "warren.primary.breaker-volume", "1000");
        }
    }

    @Inject
    ModelChain chain;

    @Inject
    Features features;

    @Inject
    RefusingProviders refusingProviders;

    FakeEndpoint primary;
    FakeEndpoint secondary;

    private final CallLog log = new CallLog();

    @BeforeEach
    void healthyAndAwake() {
        primary.responds(label("billing"));
        secondary.responds(label("shipping"));
        await().until(() ->
                answer(new CallLog(), "primary", "secondary").provider().equals("primary"));
        primary.responds(label("billing"));
    }

    @ParameterizedTest
    @CsvSource({
        "429, insufficient_quota, rate-limited",
        "429, billing_hard_limit_reached, rate-limited",
        "400, budget_exceeded, unavailable",
        "402, anything, unavailable"
    })
    void aProviderWithoutMoneyIsNotAskedAgainAndRests(int status, String code, String outcome) {
        // Given
        primary.responds(error(status, code));

        // When
        Answered answered = answer(log, "primary", "secondary");

        // Then
        assertThat(answered.provider()).isEqualTo("secondary");
        assertThat(attempts(log)).containsExactly("primary " + outcome, "secondary answered");
        assertThat(log.calls().getFirst().tokens()).isEqualTo(TokenCounts.NONE);
        CallLog next = new CallLog();
        answer(next, "primary", "secondary");
        assertThat(attempts(next)).containsExactly("primary resting", "secondary answered");
        assertThat(primary.requests()).hasSize(1);
        assertThat(refusingProviders.troubles())
                .extracting(Trouble::provider, Trouble::cause)
                .containsExactly(tuple("primary", Cause.QUOTA_EXHAUSTED));
    }

    @Test
    void aProviderThatIsOnlyBusyIsAskedAgain() {
        // Given
        primary.responds(error(429, "rate_limit_exceeded"), label("billing"));

        // When
        answer(log, "primary", "secondary");

        // Then
        assertThat(attempts(log)).containsExactly("primary rate-limited", "primary answered");
        assertThat(refusingProviders.troubles()).isEmpty();
    }

    @Test
    void aProviderThatRefusesItsKeyIsInTroubleUntilItAnswers() {
        // Given
        primary.responds(error(401, "invalid_api_key"), error(403, "denied"), label("billing"));

        // When
        answer(log, "primary", "secondary");
        List<Trouble> first = refusingProviders.troubles();
        answer(log, "primary", "secondary");
        List<Trouble> second = refusingProviders.troubles();
        answer(log, "primary", "secondary");

        // Then
        assertThat(first).singleElement().satisfies(trouble -> {
            assertThat(trouble.cause()).isEqualTo(Cause.KEY_REFUSED);
            assertThat(trouble.said().status()).isEqualTo(401);
            assertThat(trouble.said().error()).isEqualTo("invalid_api_key");
        });
        assertThat(second).singleElement().satisfies(trouble -> {
            assertThat(trouble.since()).isEqualTo(first.getFirst().since());
            assertThat(trouble.said()).isEqualTo(first.getFirst().said());
            assertThat(trouble.length()).isPositive();
        });
        assertThat(refusingProviders.troubles()).isEmpty();
    }

    @Test
    void aRestIsKeptInEveryFormInWhichAServerAsksForIt() {
        // Given
        primary.responds(error(503, "overloaded").withHeader("retry-after-ms", "600000"));

        // When
        answer(log, "primary", "secondary");

        // Then
        assertThat(attempts(log)).containsExactly("primary unavailable", "primary resting", "secondary answered");
    }

    @Test
    void aRestThatGoogleAsksForIsKept() {
        // Given
        primary.responds(status(429)
                .withBody("[{\"error\":{\"code\":429,\"status\":\"RESOURCE_EXHAUSTED\",\"details\":"
                        + "[{\"@type\":\"Help\"},{\"@type\":\"RetryInfo\",\"retryDelay\":\"34.5s\"}]}}]"));

        // When
        answer(log, "primary", "secondary");

        // Then
        assertThat(attempts(log)).containsExactly("primary rate-limited", "primary resting", "secondary answered");
        assertThat(log.calls().getFirst().attempted().error()).isEqualTo("RESOURCE_EXHAUSTED");
    }

    @Test
    void aServerThatTakesNoSchemaIsAskedWithoutOneInTheSameCallAndFromThenOn() {
        // Given
        primary.responds(NO_SCHEMA, label("billing"), label("billing"));

        // When
        answer(log, "primary", "secondary");
        answer(log, "primary", "secondary");

        // Then
        assertThat(attempts(log)).containsExactly("primary answered", "primary answered");
        assertThat(log.calls().getFirst().tokens().known()).isTrue();
        assertThat(log.calls().getFirst().attempted().status()).isNull();
        List<String> requests = primary.requests().stream()
                .map(request -> request.getBodyAsString())
                .toList();
        assertThat(requests).hasSize(3);
        assertThat(requests.getFirst()).contains("response_format").doesNotContain("You must answer strictly");
        assertThat(requests.subList(1, 3))
                .allSatisfy(request ->
                        assertThat(request).doesNotContain("response_format").contains("You must answer strictly"));
    }

    @Test
    void aServerThatRefusesWithAndWithoutASchemaIsAskedWithOneTheNextTime() {
        // Given
        secondary.responds(NO_SCHEMA, NO_SCHEMA, label("shipping"));

        // When
        answer(log, "secondary", "local");
        answer(log, "secondary", "local");

        // Then
        assertThat(attempts(log)).containsExactly("secondary refused", "local answered", "secondary answered");
        assertThat(secondary.requests().getLast().getBodyAsString()).contains("response_format");
    }

    private Answered answer(CallLog to, String... providers) {
        Feature feature = features.all().stream()
                .filter(each -> each.name().equals("triage"))
                .findFirst()
                .orElseThrow();
        return chain.answer(
                Question.of(feature, "My invoice is wrong", CallAttributions.SOMEBODY),
                List.of(providers),
                to,
                () -> {});
    }

    private static List<String> attempts(CallLog log) {
        return log.calls().stream()
                .map(call -> call.provider() + " " + call.outcome().word())
                .toList();
    }
}

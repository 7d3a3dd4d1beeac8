package dev.warren.modelchain;

import static dev.warren.modelchain.RawEndpoint.body;
import static dev.warren.modelchain.RawEndpoint.completion;
import static dev.warren.modelchain.RawEndpoint.content;
import static dev.warren.modelchain.RawEndpoint.cutOff;
import static dev.warren.modelchain.RawEndpoint.endless;
import static dev.warren.modelchain.RawEndpoint.trickling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ProviderAttempt;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.message.EventJob;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a provider sends ends in an answer, one re-ask or the next provider, and is on the ledger. */
@QuarkusTest
@TestProfile(HostileEndpoints.Profile.class)
@Timeout(60)
class HostileAnswersTest {

    private static final int LIMIT = 1024 * 1024;
    private static final int AT_ONCE = 8;

    @Inject
    EventWork work;

    @Inject
    MeterRegistry meters;

    @Inject
    MetricRegistry metrics;

    RawEndpoint primary;

    private final Published published = new Published();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"label\":\"billing\",\"confidence\":1e-600000000}",
                "{\"label\":\"billing\",\"confidence\":1e600000000}",
                "{\"label\":\"billing\",\"confidence\":\"1e-600000000\"}",
                "{\"label\":\"billing\",\"confidence\":0.9,\"explanation\":\"caf\\u0000e9\"}",
                "{\"label\":\"billing\",\"confidence\":0.9,\"explanation\":\"\\ud83d\"}",
                "{\"label\":\"bill\\u0000ing\",\"confidence\":0.9}",
                "no JSON at all",
                "",
                "{}{}{}{}{}",
                "null",
            })
    void anAnswerThatCannotBeKeptIsAskedForOnceMoreAndThenTheNextProviderIsAsked(String words) {
        // Given
        primary.replies(content(words));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(outcomes(result)).containsExactly("primary malformed", "primary malformed", "secondary answered");
        assertThat(primary.requests()).isEqualTo(2);
        assertThat(called()).hasSize(3).allSatisfy(call -> assertThat(call.tokensKnown())
                .isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"c\"}",
                "{\"id\":\"c\",\"choices\":[]}",
                "{\"id\":\"c\",\"choices\":[{}]}",
                "{\"id\":\"c\",\"choices\":[null]}",
                "{\"id\":\"c\",\"choices\":{\"a\":1}}",
                "{\"error\":{\"message\":\"no\"}}",
                "[]",
                "null",
                "\u0000",
                "{\"id\":\"c\",\"created\":1e600000000}",
            })
    void aResponseThatIsNoCompletionIsAskedForOnceMoreAndThenTheNextProviderIsAsked(String json) {
        // Given
        primary.replies(body(json.getBytes(StandardCharsets.UTF_8)));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(outcomes(result)).containsExactly("primary malformed", "primary malformed", "secondary answered");
    }

    @Test
    void aCompletionAmongOtherWordsIsAnAnswer() {
        // Given
        primary.replies(content("<think>{maybe}</think> ```json\n{\"label\":\"billing\",\"confidence\":\"0.9\"}\n```"));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(result.provider()).isEqualTo("primary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"prompt_tokens\":-5,\"completion_tokens\":7,\"total_tokens\":2}",
                "{\"prompt_tokens\":2000000000,\"completion_tokens\":7,\"total_tokens\":2}",
                "{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}",
            })
    void aCountOfTokensThatCannotBeTrueIsUnknown(String usage) {
        // Given
        String completion = completion("{\"label\":\"billing\",\"confidence\":0.9}");
        String counted = completion.replaceAll("(?s)\"usage\":.*", "\"usage\":" + usage + "}");
        primary.replies(body(counted.getBytes(StandardCharsets.UTF_8)));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(result.provider()).isEqualTo("primary");
        assertThat(called()).singleElement().satisfies(call -> assertThat(call.tokensKnown())
                .isFalse());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"prompt_tokens":100,"completion_tokens":10,"total_tokens":410,"completion_tokens_details":{"reasoning_tokens":300}} | 100 | 0 | 310 | reasoning-beside-output
                    {"prompt_tokens":100,"completion_tokens":10,"total_tokens":410} | 100 | 0 | 310 | output-below-total
                    {"prompt_tokens":100,"completion_tokens":10,"total_tokens":1010,"prompt_tokens_details":{"cached_tokens":900}} | 1000 | 900 | 10 | cached-beside-input
                    {"prompt_tokens":100,"completion_tokens":10,"total_tokens":110,"prompt_tokens_details":{"cached_tokens":900}} | 100 | 100 | 10 | cached-above-input
                    """)
    void aCountThatIsNotTakenAsItComesIsBookedAsItIsBilledAndSaysSo(
            String usage, long input, long cached, long output, String correction) {
        // Given
        String completion = completion("{\"label\":\"billing\",\"confidence\":0.9}");
        String counted = completion.replaceAll("(?s)\"usage\":.*", "\"usage\":" + usage + "}");
        primary.replies(body(counted.getBytes(StandardCharsets.UTF_8)));

        // When
        work("ticket.created");

        // Then
        assertThat(called()).singleElement().satisfies(call -> {
            assertThat(List.of(call.inputTokens(), call.cachedInputTokens(), call.outputTokens()))
                    .containsExactly(input, cached, output);
            assertThat(call.tokensKnown()).isTrue();
            assertThat(call.reported().corrections()).containsExactly(correction);
        });
    }

    @Test
    void endlessBodiesAreEndedAtTheLimitHoweverManyThereAreAtOnce() throws Exception {
        // Given
        primary.replies(endless());
        List<Future<Result>> works = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < AT_ONCE; i++) {
                works.add(threads.submit(() -> work("ticket.created")));
            }
        }

        // Then
        for (Future<Result> each : works) {
            assertThat(outcomes(each.get()))
                    .as("a busy machine may need longer than a call may take")
                    .isSubsetOf("primary malformed", "primary timeout", "secondary answered")
                    .contains("primary malformed", "secondary answered");
        }
        await().until(() -> primary.connections() == 0);
        assertThat(primary.sent()).isLessThan(2L * AT_ONCE * 8 * LIMIT);
    }

    @Test
    void endlessBodiesTakeNoMoreTogetherThanThereIsRoomAndRaiseNoLimit() throws Exception {
        // Given
        primary.replies(content("{\"label\":\"billing\",\"confidence\":0.9}"));
        work("ticket.created");
        int limit = limit();
        primary.replies(endless());
        List<Future<Result>> works = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2 * limit; i++) {
                works.add(threads.submit(() -> work("ticket.created")));
            }
        }

        // Then
        List<String> ends = new ArrayList<>();
        for (Future<Result> each : works) {
            ends.addAll(outcomes(each.get()));
        }
        assertThat(ends).contains("primary unavailable");
        assertThat(limit()).isLessThanOrEqualTo(limit);
    }

    @Test
    void aBodyThatTricklesIsEndedWithTheTimeOfTheCall() {
        // Given
        primary.replies(trickling());

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(outcomes(result)).containsExactly("primary timeout", "primary timeout", "secondary answered");
        await().until(() -> primary.connections() == 0);
    }

    @Test
    void aBodyThatWasPackedUnaskedIsNoAnswer() throws IOException {
        // Given
        primary.replies(body(packed(new byte[64 * LIMIT]), "content-encoding: gzip"));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(outcomes(result)).containsExactly("primary malformed", "primary malformed", "secondary answered");
    }

    @Test
    void aConnectionThatIsLostInTheMiddleOfAnAnswerIsRepeatedAndItsCallIsBookedAsUnknown() {
        // Given
        String label = "{\"label\":\"billing\",\"confidence\":0.9}";
        primary.replies(cutOff(label), content(label));

        // When
        Result result = work("ticket.created");

        // Then
        assertThat(outcomes(result)).containsExactly("primary unavailable", "primary answered");
        assertThat(called()).extracting(ModelCalled::tokensKnown).containsExactly(false, true);
    }

    @Test
    void theModelThatAResponseNamesIsNoTagOfAMeterAndKeepsNoMemory() {
        // Given
        String name = "a-model-of-its-own-" + UUID.randomUUID();
        String label = completion("{\"label\":\"billing\",\"confidence\":0.9}");
        primary.replies(body(label.replace("fake-2026", name).getBytes(StandardCharsets.UTF_8)));

        // When
        work("ticket.created");

        // Then
        assertThat(meters.getMeters())
                .noneSatisfy(meter -> assertThat(meter.getId().toString()).contains(name));
        assertThat(meters.find("gen_ai.client.operation.duration").meters()).isEmpty();
    }

    private Result work(String type) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/test"))
                .withType(type)
                .withData(
                        "application/json",
                        "{\"body\":\"My invoice is wrong %s\"}"
                                .formatted(UUID.randomUUID())
                                .getBytes(StandardCharsets.UTF_8))
                .build();
        Published mine = new Published();
        work.process(EventJob.live(event), mine);
        mine.messages().forEach(published::publish);
        return ContractCodec.data(mine.last(), Result.class);
    }

    private int limit() {
        MetricID gauge = new MetricID("warren.provider.limit", new Tag("provider", "primary"));
        return metrics.getGauge(gauge).getValue().intValue();
    }

    private List<ModelCalled> called() {
        return published.messages().stream()
                .filter(message -> message.exchange().equals("usage"))
                .map(message ->
                        dev.warren.contracts.json.PooledJson.read(message.body().getBytes(StandardCharsets.UTF_8)))
                .map(message -> ContractCodec.data(message, ModelCalled.class))
                .toList();
    }

    private static List<String> outcomes(Result result) {
        return result.attempts().stream().map(HostileAnswersTest::words).toList();
    }

    private static String words(ProviderAttempt attempt) {
        return attempt.provider() + " " + attempt.outcome();
    }

    private static byte[] packed(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(body);
        }
        return packed.toByteArray();
    }
}

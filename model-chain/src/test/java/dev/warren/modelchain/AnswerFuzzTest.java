package dev.warren.modelchain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.json.StrictJson;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.OutboundMessage;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/**
 * Whatever a server sends: an answer, one re-ask or the next provider, in time, and every call is on the ledger once.
 */
@QuarkusTest
@TestProfile(AnswerFuzzTest.Hasty.class)
class AnswerFuzzTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(10);
    private static final int GENERATOR_SIZE = 1000;
    private static final int RETRIES = 1;
    private static final Duration TIMEOUT = Duration.ofMillis(400);

    /** What the settings allow, and what a busy machine takes. */
    private static final Duration PATIENCE =
            TIMEOUT.multipliedBy(2 * (1 + RETRIES)).plusSeconds(30);

    /** What may be left in memory of some thousand replies: caches, metrics and code, and no responses. */
    private static final long MOST_LEFT = 32 << 20;

    private final Map<String, Integer> seen = new TreeMap<>();

    /** Waits are short, and a rest that a server asks for is shorter. */
    public static final class Hasty extends HostileEndpoints.Profile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("warren.primary.timeout", TIMEOUT.toMillis() + "ms");
            settings.put("warren.primary.max-retries", Integer.toString(RETRIES));
            settings.put("warren.primary.max-retry-after", "1ms");
            return settings;
        }
    }

    @Inject
    EventWork work;

    RawEndpoint primary;

    @Test
    void whateverIsSentEndsInAnAnswer() {
        // Given
        long seed = System.nanoTime();
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        process();
        long before = inUse();

        // When / Then
        JqwikSession.run(() -> AnyReplies.any().generator(GENERATOR_SIZE).stream(new Random(seed))
                .takeWhile(_ -> System.nanoTime() < end)
                .forEach(reply -> check(reply.value(), seed)));
        assertThat(seen).containsKeys("answered", "malformed", "unavailable", "timeout");
        await().untilAsserted(() -> assertThat(primary.connections()).isLessThan(5));
        await().untilAsserted(() -> assertThat(inUse() - before).isLessThan(MOST_LEFT));
    }

    private static long inUse() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void check(AnyReplies.Shown reply, long seed) {
        try {
            primary.replies(reply.reply());
            long begin = System.nanoTime();
            Published published = process();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PATIENCE);
            checkTold(published);
        } catch (Exception | AssertionError e) {
            throw new AssertionError("seed " + seed + ", reply:\n" + reply, e);
        }
    }

    private Published process() {
        Published published = new Published();
        String data = "{\"body\":\"My invoice is wrong %s\"}".formatted(UUID.randomUUID());
        work.process(
                EventJob.live(CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(URI.create("/test"))
                        .withType("ticket.created")
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build()),
                published);
        return published;
    }

    private void checkTold(Published published) throws Exception {
        for (OutboundMessage message : published.messages()) {
            byte[] body = message.body().getBytes(StandardCharsets.UTF_8);
            assertThat(StrictJson.read(body).isObject()).isTrue();
            assertThat(message.body()).doesNotContain("\\u0000");
        }
        Result result = ContractCodec.data(published.last(), Result.class);
        assertThat(result.attempts().getLast().outcome()).isEqualTo("answered");
        assertThat(primary.requests()).isBetween(1, 2 * (1 + RETRIES));
        List<String> booked = published.messages().stream()
                .filter(message -> message.exchange().equals("usage"))
                .map(message -> PooledJson.read(message.body().getBytes(StandardCharsets.UTF_8)))
                .map(message -> ContractCodec.data(message, ModelCalled.class))
                .filter(call -> call.provider().equals("primary"))
                .map(ModelCalled::outcome)
                .toList();
        assertThat(booked).hasSize(primary.requests());
        assertThat(booked.stream().filter("malformed"::equals)).hasSizeLessThanOrEqualTo(2);
        booked.forEach(outcome -> seen.merge(outcome, 1, Integer::sum));
    }
}

package dev.warren.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.notifier.SseClient;
import dev.warren.notifier.stream.request.StreamFilter;
import dev.warren.notifier.stream.request.StreamRequest;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.Tuple;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(HostileRequestsTest.ShortPatience.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class HostileRequestsTest {

    private static final int REQUESTS = 1_000;
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int ANSWER_LIMIT_MILLIS = 10_000;
    private static final int ANSWER_BYTES = 64 * 1024;
    private static final Pattern ANSWERED = Pattern.compile("(?s)HTTP/1.[01] (?:200 .*event: .*|4\\d\\d .*)");
    private static final Pattern INSIDES =
            Pattern.compile("Exception|\\bat (?:dev|io|java)\\.|(?:dev\\.warren\\.notifier|"
                    + "io\\.(?:vertx|netty|quarkus)|java\\.(?:lang|util|io))\\.");

    /** What is told after a while is told soon. */
    public static final class ShortPatience implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.heartbeat", "100ms",
                    "warren.notifier.stream.broker-timeout", "500ms",
                    "warren.notifier.stream.max-clients-per-address", "1000");
        }
    }

    Broker broker;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    StreamTail streamTail;

    @Inject
    Subscribers subscribers;

    @Test
    void everyRequestIsAnsweredInTimeWithoutAFaultOfOursAndTheNextClientIsServed() {
        // Given
        await().until(streamTail::connected);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Instant deadline = Instant.now().plus(LIMIT);

        // When
        JqwikSession.run(() -> {
            RandomGenerator<String> requests = requests().generator(REQUESTS, true);
            for (int number = 0; number < REQUESTS && Instant.now().isBefore(deadline); number++) {
                String request = requests.next(random).value();
                assertAnswered(request, "seed %d, request %d: %s".formatted(seed, number, request));
            }
        });

        // Then
        await().until(() -> subscribers.count() == 0);
        try (SseClient client = SseClient.open(URI.create(stream + "?feature=digest"))) {
            PublishedMessage.completed(new EventRef("/test", "e-1", "a"), "digest", "u-1", "one", Instant.now())
                    .to(broker);
            await().until(() -> client.events().size() == 1);
        }
    }

    private void assertAnswered(String request, String description) {
        try (Socket socket = new Socket(stream.getHost(), stream.getPort())) {
            socket.setSoTimeout(ANSWER_LIMIT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            String answer = answer(socket.getInputStream());
            assertThat(answer).as(description).matches(ANSWERED).doesNotContainPattern(INSIDES);
        } catch (IOException e) {
            throw new AssertionError(description, e);
        }
    }

    /** Until the first event, or the end. */
    private static String answer(InputStream in) throws IOException {
        StringBuilder answer = new StringBuilder();
        byte[] buffer = new byte[ANSWER_BYTES];
        Instant deadline = Instant.now().plusMillis(ANSWER_LIMIT_MILLIS);
        while (!(answer.toString().startsWith("HTTP/1.1 200") && answer.indexOf("event: ") > 0)
                && Instant.now().isBefore(deadline)) {
            int read = in.read(buffer);
            if (read < 0) {
                break;
            }
            answer.append(new String(buffer, 0, read, StandardCharsets.ISO_8859_1));
        }
        return answer.toString();
    }

    /** Every one asks for the connection to be closed, so that an answer that is no stream has an end. */
    private static Arbitrary<String> requests() {
        return Combinators.combine(
                        queries(), positions().optional(0.5), accepts().optional(0.5))
                .as((query, position, accept) -> "GET /v1/stream" + query + " HTTP/1.1\r\nHost: localhost\r\n"
                        + "Connection: close\r\n"
                        + position.map(value -> "Last-Event-ID: " + value + "\r\n")
                                .orElse("")
                        + accept.map(value -> "Accept: " + value + "\r\n").orElse("")
                        + "\r\n");
    }

    private static Arbitrary<String> queries() {
        Arbitrary<String> names = Arbitraries.frequencyOf(
                Tuple.of(8, Arbitraries.of(StreamFilter.PARAMETERS)),
                Tuple.of(3, Arbitraries.just(StreamRequest.PARAMETER)),
                Tuple.of(1, bytes(10)));
        Arbitrary<String> values = Arbitraries.oneOf(
                encoded(Arbitraries.strings().ofMaxLength(50)),
                encoded(positions()),
                bytes(50),
                Arbitraries.of("%", "%0", "%00", "%FF", "%zz", "%ED%A0%80", "%C0%AF", "", "*", "+", "=", "&", "a,b"),
                Arbitraries.strings().alpha().ofMinLength(1000).ofMaxLength(20_000));
        return Combinators.combine(names, values)
                .as((name, value) -> name + "=" + value)
                .list()
                .ofMaxSize(4)
                .map(pairs -> pairs.isEmpty() ? "" : "?" + String.join("&", pairs));
    }

    private static Arbitrary<String> positions() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "start", "none", "before-0-00000000", "0-00000000", "-1", "1e9", "NaN", "5-", "-5-abcdef01"),
                Arbitraries.longs().map(offset -> offset + "-0a1b2c3d"),
                Arbitraries.integers().between(0, 3).map(offset -> "before-" + offset + "-ffffffff"),
                bytes(30).map(value -> value.replaceAll("[\r\n]", "")));
    }

    private static Arbitrary<String> accepts() {
        return Arbitraries.oneOf(
                Arbitraries.of("*/*", "text/event-stream", "application/problem+json", "application/json;q=x", ",;,"),
                bytes(20).map(value -> value.replaceAll("[\r\n]", "")));
    }

    private static Arbitrary<String> encoded(Arbitrary<String> values) {
        return values.map(value -> URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** Anything at all, each character a byte. */
    private static Arbitrary<String> bytes(int maxLength) {
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(maxLength);
    }
}

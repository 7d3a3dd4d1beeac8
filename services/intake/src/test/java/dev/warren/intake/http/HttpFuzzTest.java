package dev.warren.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.intake.IntakeTestProfile;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import net.jqwik.api.sessions.JqwikSession;
import org.junit.jupiter.api.Test;

/** Whatever is sent is answered, and what is accepted is there, as it was sent, for every consumer. */
@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class HttpFuzzTest {

    private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
    private static final int GENERATOR_SIZE = 1000;
    private static final Pattern INSIDE = Pattern.compile(
            "\\b(java|javax|jakarta|com\\.fasterxml|io\\.[a-z]+|org\\.[a-z]+)\\.[a-zA-Z]|Exception\\b|\\tat |StreamRead");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final Map<Integer, Integer> answers = new TreeMap<>();

    Broker broker;

    @Inject
    CloudEventCodec codec;

    @TestHTTPResource("/v1/events")
    URI address;

    @Test
    void nothingThatIsSentBreaksTheDoor() {
        // Given
        long seed = System.nanoTime();
        long end = System.nanoTime() + LONG_ENOUGH.toNanos();
        String events = broker.probe("events", "#");

        // When / Then
        JqwikSession.run(() -> HttpRequests.any().generator(GENERATOR_SIZE).stream(new Random(seed))
                .takeWhile(_ -> System.nanoTime() < end)
                .forEach(request -> check(request.value(), events, seed)));
        assertThat(answers).containsKeys(202, 400, 415);
    }

    private void check(RawRequest request, String events, long seed) {
        try {
            RawResponse response = request.send(address);
            answers.merge(response.status(), 1, Integer::sum);
            assertThat(response.status()).isBetween(202, 499);
            assertThat(response.body()).doesNotContainPattern(INSIDE);
            if (response.status() == 202) {
                checkAccepted(request, JSON.readTree(response.body()).path("accepted"), events);
            } else {
                assertThat(response.head()).containsIgnoringCase("content-type: application/problem+json");
                assertThat(JSON.readTree(response.body()).path("status").intValue())
                        .isEqualTo(response.status());
            }
            assertThat(broker.poll(events)).isEmpty();
        } catch (IOException | MalformedMessageException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + ", request:\n" + request, e);
        }
    }

    private void checkAccepted(RawRequest request, JsonNode accepted, String events)
            throws IOException, MalformedMessageException {
        List<JsonNode> published = new ArrayList<>();
        for (JsonNode said : accepted) {
            ReceivedMessage message = broker.awaitMessage(events);
            CloudEvent event = codec.decode(message.body(), message.properties().getContentType(), Map.of());
            assertThat(event.getId()).isEqualTo(said.path("id").textValue());
            assertThat(event.getSource()).hasToString(said.path("source").textValue());
            published.add(JSON.readTree(message.body()));
        }
        if (request.headers().stream().noneMatch(header -> header.startsWith("ce-specversion"))) {
            JsonNode body = JSON.readTree(unpacked(request.body()));
            List<JsonNode> sent = new ArrayList<>();
            (body.isArray() ? body : List.of(body)).forEach(sent::add);
            assertThat(published.stream().map(HttpFuzzTest::meaning).toList())
                    .isEqualTo(sent.stream().map(HttpFuzzTest::meaning).toList());
        } else if (!published.isEmpty() && !published.getFirst().path("data").isMissingNode()) {
            assertThat(published.getFirst().path("data")).isEqualTo(JSON.readTree(unpacked(request.body())));
        }
    }

    /** Without what says nothing: null, and the media type that is the default; and times as moments. */
    private static JsonNode meaning(JsonNode event) {
        ObjectNode meaning = event.deepCopy();
        meaning.properties().removeIf(member -> member.getValue().isNull());
        meaning.remove(event.path("datacontenttype").asText().equals("application/json") ? "datacontenttype" : "");
        if (meaning.has("time")) {
            meaning.put(
                    "time",
                    OffsetDateTime.parse(meaning.get("time").textValue())
                            .toInstant()
                            .toString());
        }
        return meaning;
    }

    private static byte[] unpacked(byte[] body) throws IOException {
        boolean packed = body.length > 1 && body[0] == (byte) 0x1F && body[1] == (byte) 0x8B;
        return packed ? new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes() : body;
    }
}

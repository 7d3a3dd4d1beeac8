package dev.warren.intake.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.intake.IntakeTestProfile;
import dev.warren.testing.Broker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class HostileRequestsTest {

    private static final String STRUCTURED = "content-type: application/cloudevents+json";
    private static final String BATCH = "content-type: application/cloudevents-batch+json";
    private static final Duration SOONER_THAN_BODIES_END = Duration.ofSeconds(10);
    private static final int NEARLY_ALL = 1_040_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    Broker broker;

    @TestHTTPResource("/v1/events")
    URI address;

    private String events;

    @BeforeEach
    void listen() {
        events = broker.probe("events", "#");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            plain | plain
            "quoted \\"id\\"" | quoted "id"
            %C3%BC | ü
            Ã¼ | ü
            %F0%9F%98%80 | 😀
            100%25 | 100%
            a+b | a+b
            """)
    void aHeaderIsReadAsTheBindingSays(String header, String id) throws IOException {
        // When
        RawResponse response = binary("ce-id: " + header, "content-type: application/json");

        // Then
        assertThat(response.status()).as(response.body()).isEqualTo(202);
        assertThat(broker.awaitMessage(events).properties().getMessageId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%FF",
                "%FE",
                "%C0%AF",
                "%ED%A0%BD",
                "\u00FC",
                "100%",
                "%zz",
                "\"open",
                "\"a\"b",
                "%EF%BF%BD",
                "%00"
            })
    void aHeaderThatIsNoTextIsRefused(String header) throws IOException {
        // When
        RawResponse response = binary("ce-id: " + header, "content-type: application/json");

        // Then
        assertThat(faults(response, 400)).containsExactly("id");
    }

    @Test
    void anAttributeThatIsThereTwiceIsRefused() throws IOException {
        // When / Then
        assertThat(faults(binary("ce-id: a", "CE-ID: b", "content-type: application/json"), 400))
                .containsExactly("ce-id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/vnd.shop.ticket-v2+json",
                "Application/JSON",
                "application/json ;charset=utf-8",
                "application/json; charset=\"UTF-8\""
            })
    void dataIsJsonByEveryNameOfJson(String mediaType) throws IOException {
        // When
        RawResponse response = binary("ce-id: a", "content-type: " + mediaType);

        // Then
        assertThat(response.status()).as(response.body()).isEqualTo(202);
        JsonNode published = JSON.readTree(broker.awaitMessage(events).body());
        assertThat(published.path("datacontenttype").textValue()).isEqualTo(mediaType);
        assertThat(published.path("data")).isEqualTo(JSON.readTree("{\"a\":1}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void aPackedBodyIsUnpacked(String encoding) throws IOException {
        // When
        RawResponse response = post(gzip(bytes(event("\"x\""))), STRUCTURED, "content-encoding: " + encoding);

        // Then
        assertThat(response.status()).as(response.body()).isEqualTo(202);
        assertThat(JSON.readTree(broker.awaitMessage(events).body())
                        .path("data")
                        .textValue())
                .isEqualTo("x");
    }

    @Test
    void aPackedBodyIsHeldToItsLimitsUnpacked() throws IOException {
        // Given
        byte[] bomb = gzip(new byte[50_000_000]);

        // When / Then
        assertThat(faults(post(bomb, STRUCTURED, "content-encoding: gzip"), 413))
                .containsExactly("body");
        assertThat(faults(post(bytes(event("1")), STRUCTURED, "content-encoding: gzip"), 400))
                .containsExactly("body");
    }

    @Test
    void anEncodingThatIsNotUnderstoodIsNamedWithThoseThatAre() throws IOException {
        // When
        RawResponse response = post(bytes(event("1")), STRUCTURED, "content-encoding: br");

        // Then
        assertThat(faults(response, 415)).containsExactly("content-encoding");
        assertThat(response.head()).containsIgnoringCase("accept-encoding: gzip, identity");
        assertThat(JSON.readTree(response.body()).path("supported").toString()).isEqualTo("[\"gzip\",\"identity\"]");
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeCarriedIsNamed(byte[] body, String fault) throws IOException {
        // When
        RawResponse response = post(body, STRUCTURED);

        // Then
        assertThat(faults(response, 400)).hasSize(1);
        assertThat(response.body()).contains(fault).doesNotContain("Stream", "Jackson");
    }

    static Stream<Arguments> whatCannotBeCarriedIsNamed() {
        return Stream.of(
                Arguments.of(bytes(event("1e99999999999")), "exponent"),
                Arguments.of(bytes(event("[1E-1000000]")), "exponent"),
                Arguments.of(bytes(event("9".repeat(5000))), "number of more than 1000"),
                Arguments.of(bytes(event("[".repeat(5000) + "]".repeat(5000))), "inside each other"),
                Arguments.of(bytes("[".repeat(100_000)), "inside each other"),
                Arguments.of(bytes(event("[" + "{},".repeat(200_000) + "1]")), "names and values"),
                Arguments.of(bytes(event("\"eve\\ud83d\"")), "surrogate"),
                Arguments.of(bytes(event("1,\"userid\":\"eve\\ud83d\"")), "surrogate"),
                Arguments.of(bytes(event("1,\"userid\":\"eve\\ufffd\"")), "userid"),
                Arguments.of(event("\"\u00C0\u00AF\"").getBytes(StandardCharsets.ISO_8859_1), "not valid UTF-8"));
    }

    @Test
    void aBatchOfNothingsIsRefusedBeforeItIsAllRead() throws IOException {
        // When / Then
        assertThat(faults(post(bytes("[" + "{},".repeat(340_000) + "{}]"), BATCH), 413))
                .containsExactly("body");
    }

    @Test
    void whereTooMuchIsInHandARequestIsAskedToComeAgain() throws IOException {
        // Given
        byte[] body = bytes(event("\"" + "x".repeat(100_000) + "\""));
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                slow.add(unfinished());
            }

            // When / Then
            Awaitility.await()
                    .until(
                            () -> post(body, STRUCTURED),
                            response -> response.status() == 503
                                    && response.head()
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .contains("retry-after: 5")
                                    && response.body().contains("urn:warren:problem:at-capacity"));
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
        Awaitility.await().until(() -> post(body, STRUCTURED).status() == 202);
    }

    @Test
    void bodiesThatNeverEndKeepNobodyElseOut() throws IOException {
        // Given
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                slow.add(unfinished());
            }

            // When / Then
            Awaitility.await()
                    .atMost(SOONER_THAN_BODIES_END)
                    .until(() -> post(bytes(event("1")), STRUCTURED).status() == 202);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket unfinished() throws IOException {
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.getOutputStream()
                .write(bytes("POST /v1/events HTTP/1.1\r\nHost: localhost\r\n" + STRUCTURED
                        + "\r\nContent-Length: 1048576\r\n\r\n" + " ".repeat(NEARLY_ALL)));
        socket.getOutputStream().flush();
        return socket;
    }

    private RawResponse binary(String... headers) throws IOException {
        List<String> all =
                new ArrayList<>(List.of("ce-specversion: 1.0", "ce-source: /shop", "ce-type: ticket.created"));
        all.addAll(List.of(headers));
        return post(bytes("{\"a\":1}"), all.toArray(String[]::new));
    }

    private RawResponse post(byte[] body, String... headers) throws IOException {
        return new RawRequest("/v1/events", List.of(headers), body).send(address);
    }

    private static List<String> faults(RawResponse response, int status) throws IOException {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        assertThat(response.head()).containsIgnoringCase("application/problem+json");
        return JSON.readTree(response.body()).path("faults").findValuesAsText("field");
    }

    private static String event(String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"h-1\",\"source\":\"/shop\",\"type\":\"ticket.created\",\"data\":"
                + data + "}";
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(body);
        }
        return packed.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

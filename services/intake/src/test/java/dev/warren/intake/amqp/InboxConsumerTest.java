package dev.warren.intake.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.impl.LongStringHelper;
import dev.warren.intake.IntakeTestProfile;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class InboxConsumerTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final int PERSISTENT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TICKET = """
            {"kind":"new","ticket":{"id":1001,"customer":"u-42","text":"Charged twice"}}""";

    @Inject
    MetricRegistry metrics;

    Broker broker;

    private String events;

    @BeforeEach
    void listen() {
        events = broker.probe("events", "#");
        broker.purge("intake.dead");
    }

    @Test
    void aStructuredEventIsPublishedAsItIs() throws IOException {
        // Given
        String event = """
                {"specversion":"1.0","id":"q-1","source":"/shop","type":"ticket.created","team":"emea","data":{"a":1.50}}""";

        // When
        send("inbox", "any.key", event, properties(STRUCTURED).build());

        // Then
        ReceivedMessage published = broker.awaitMessage(events);
        assertThat(published.text()).contains("1.50");
        assertThat(JSON.readTree(published.body())).isEqualTo(JSON.readTree("""
                        {"specversion":"1.0","id":"q-1","source":"/shop","type":"ticket.created","team":"emea",
                         "datacontenttype":"application/json","data":{"a":1.5}}"""));
        assertThat(published.routingKey()).isEqualTo("ticket.created");
        assertThat(published.properties().getMessageId()).isEqualTo("q-1");
        assertThat(published.properties().getContentType()).isEqualTo(STRUCTURED);
        assertThat(published.properties().getDeliveryMode()).isEqualTo(PERSISTENT);
        assertTheInboxIsEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudEvents:", "cloudEvents_"})
    void aBinaryEventIsPublishedWithItsHeadersAsAttributes(String prefix) throws IOException {
        // Given
        Map<String, Object> headers = Map.of(
                prefix + "specversion",
                "1.0",
                prefix + "id",
                "q-2",
                prefix + "source",
                "/shop",
                prefix + "type",
                "ticket.created",
                prefix + "time",
                Date.from(Instant.parse("2026-11-20T10:00:00Z")),
                prefix + "priority",
                3,
                "unrelated",
                "x");

        // When
        send(
                "inbox",
                "any.key",
                "{\"a\":1}",
                properties("application/json").headers(headers).build());

        // Then
        assertThat(JSON.readTree(broker.awaitMessage(events).body())).isEqualTo(JSON.readTree("""
                        {"specversion":"1.0","id":"q-2","source":"/shop","type":"ticket.created","time":"2026-11-20T10:00:00Z",
                         "priority":"3","datacontenttype":"application/json","data":{"a":1}}"""));
    }

    @Test
    void anInvalidEventIsADeadLetterWithAllItsFaults() {
        // When
        send(
                "inbox",
                "any.key",
                "{\"specversion\":\"1.0\",\"id\":\"q-3\",\"time\":\"now\"}",
                properties(STRUCTURED).build());

        // Then
        ReceivedMessage dead = broker.awaitMessage("intake.dead");
        assertThat(dead.text()).isEqualTo("{\"specversion\":\"1.0\",\"id\":\"q-3\",\"time\":\"now\"}");
        assertThat(dead.header("x-warren-reason")).isEqualTo("invalid-event");
        assertThat(dead.header("x-warren-detail"))
                .contains("source is required", "type is required", "time must be an RFC 3339 timestamp");
        assertTheInboxIsEmpty();
    }

    @Test
    void everyOneOfManyFaultsIsNamed() {
        // Given
        String extensions = IntStream.range(0, 20)
                .mapToObj(i -> ",\"Not_a_name_%02d\":{\"a\":1}".formatted(i))
                .collect(Collectors.joining());

        // When
        send(
                "inbox",
                "any.key",
                "{\"specversion\":\"1.0\"" + extensions + "}",
                properties(STRUCTURED).build());

        // Then
        assertThat(broker.awaitMessage("intake.dead").header("x-warren-detail"))
                .contains("id is required", "source is required", "type is required", "Not_a_name_00", "Not_a_name_19");
    }

    @Test
    void bytesThatAreNoEventAreADeadLetterAndTheInboxLivesOn() throws IOException {
        // When
        broker.publish(
                "inbox",
                "k",
                new byte[] {0, (byte) 0xFF, (byte) 0xC3, 7},
                properties(STRUCTURED).build());
        broker.publish("inbox", "k", new byte[0], null);
        send("inbox", "k", event("q-4"), properties(STRUCTURED).build());

        // Then
        assertThat(broker.awaitMessage(events).properties().getMessageId()).isEqualTo("q-4");
        broker.awaitMessage("intake.dead");
        broker.awaitMessage("intake.dead");
        assertTheInboxIsEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void whatCannotBeCarriedIsADeadLetterAtOnce(String data, String fault) {
        // When
        send("inbox", "k", data("h-1", data), properties(STRUCTURED).build());

        // Then
        ReceivedMessage dead = broker.awaitMessage("intake.dead");
        assertThat(dead.header("x-warren-reason")).isEqualTo("invalid-event");
        assertThat(dead.header("x-warren-detail")).contains(fault);
        assertTheInboxIsEmpty();
    }

    static Stream<Arguments> whatCannotBeCarriedIsADeadLetterAtOnce() {
        return Stream.of(
                Arguments.of("1e99999999999", "exponent"),
                Arguments.of("9".repeat(5000), "number of more than 1000"),
                Arguments.of("[".repeat(5000) + "]".repeat(5000), "inside each other"),
                Arguments.of("\"eve\\ud83d\"", "surrogate"));
    }

    @Test
    void headersThatAreNoAttributesAreADeadLetterThatNamesThem() {
        // Given
        Map<String, Object> headers = Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", "a",
                "cloudEvents_id", "b",
                "cloudEvents:source", List.of("/shop"),
                "cloudEvents:type", "ticket.created");

        // When
        send("inbox", "k", "{}", properties("application/json").headers(headers).build());

        // Then
        assertThat(broker.awaitMessage("intake.dead").header("x-warren-detail"))
                .contains("id is repeated", "source must be text");
    }

    @Test
    void bytesThatAreNoTextInAHeaderAreADeadLetter() {
        // Given
        Map<String, Object> headers = Map.of(
                "cloudEvents:specversion", "1.0",
                "cloudEvents:id", LongStringHelper.asLongString(new byte[] {(byte) 0xFF}),
                "cloudEvents:source", "/shop",
                "cloudEvents:type", "ticket.created");

        // When
        send("inbox", "k", "{}", properties("application/json").headers(headers).build());

        // Then
        assertThat(broker.awaitMessage("intake.dead").header("x-warren-detail")).contains("id must be text in UTF-8");
    }

    @Test
    void aPackedMessageIsUnpacked() throws IOException {
        // When
        broker.publish(
                "inbox",
                "k",
                gzip(event("packed")),
                properties(STRUCTURED).contentEncoding("gzip").build());
        broker.publish(
                "inbox",
                "k",
                event("named").getBytes(StandardCharsets.UTF_8),
                properties(STRUCTURED).contentEncoding("utf-8").build());

        // Then
        assertThat(IntStream.range(0, 2)
                        .mapToObj(i -> broker.awaitMessage(events).properties().getMessageId()))
                .containsExactlyInAnyOrder("packed", "named");
    }

    @Test
    void aPackingThatIsNotUnderstoodIsADeadLetterThatNamesIt() {
        // When
        send(
                "inbox",
                "k",
                event("x"),
                properties(STRUCTURED).contentEncoding("br").build());

        // Then
        ReceivedMessage dead = broker.awaitMessage("intake.dead");
        assertThat(dead.header("x-warren-reason")).isEqualTo("unsupported-encoding");
        assertThat(dead.header("x-warren-detail")).isEqualTo("content-encoding must be one of: gzip, identity");
    }

    @Test
    void aBatchIsADeadLetterThatSaysSo() {
        // When
        send(
                "inbox",
                "plain.batch",
                "[]",
                properties("application/cloudevents-batch+json").build());

        // Then
        assertThat(broker.awaitMessage("intake.dead").header("x-warren-reason")).isEqualTo("unsupported-media-type");
    }

    @Test
    void aMessageOverTheLimitIsADeadLetter() {
        // When
        send("inbox", "k", " ".repeat(1024 * 1024 + 1), properties(STRUCTURED).build());

        // Then
        assertThat(broker.awaitMessage("intake.dead").header("x-warren-reason")).isEqualTo("too-large");
    }

    @Test
    void plainJsonOfATeamsExchangeIsMapped() throws IOException {
        // Given: what an operator does once
        broker.bind("intake.inbox", IntakeTestProfile.TEAM_EXCHANGE, "ticket.#");

        // When
        send(IntakeTestProfile.TEAM_EXCHANGE, "ticket.new.eu", TICKET, null);

        // Then
        ReceivedMessage published = broker.awaitMessage(events);
        assertThat(JSON.readTree(published.body())).isEqualTo(mapped());
        assertThat(published.properties().getMessageId()).isEqualTo("1001");
        assertThat(published.routingKey()).isEqualTo("ticket.created");
    }

    @Test
    void plainJsonInTheInboxIsMappedByItsRoutingKey() throws IOException {
        // When
        send(
                "inbox",
                "plain.hello",
                "{\"a\":1}",
                properties("application/json").messageId("m-7").build());

        // Then
        assertThat(JSON.readTree(broker.awaitMessage(events).body())).isEqualTo(JSON.readTree("""
                        {"specversion":"1.0","id":"m-7","source":"/plain","type":"plain.hello",
                         "datacontenttype":"application/json","data":{"a":1}}"""));
    }

    @Test
    void plainJsonThatNoMappingIsForIsADeadLetter() {
        // When
        send("inbox", "other.key", "{\"a\":1}", properties("application/json").build());

        // Then
        ReceivedMessage dead = broker.awaitMessage("intake.dead");
        assertThat(dead.header("x-warren-reason")).isEqualTo("unmapped");
        assertThat(dead.header("x-warren-detail")).contains("exchange inbox", "routing key other.key");
    }

    @Test
    void aMappedMessageThatCouldNotBePublishedIsMappedAgainLater() throws IOException {
        // Given
        broker.bind("intake.inbox", IntakeTestProfile.TEAM_EXCHANGE, "ticket.#");
        broker.declare("full", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        broker.publish("", "full", new byte[0], null);
        broker.bind("full", "events", "ticket.created");

        // When
        send(IntakeTestProfile.TEAM_EXCHANGE, "ticket.new", TICKET, null);
        String publication = broker.awaitMessage(events).header(WarrenHeaders.PUBLICATION);
        broker.unbind("full", "events", "ticket.created");

        // Then
        assertTheInboxIsEmpty();
        assertThat(broker.count("intake.dead")).isZero();
        JsonNode mapped = mapped();
        Awaitility.await().until(() -> {
            ReceivedMessage again = broker.awaitMessage(events);
            return JSON.readTree(again.body()).equals(mapped)
                    && again.header(WarrenHeaders.PUBLICATION).equals(publication);
        });
    }

    @Test
    void aMessageThatMayHaveBeenPublishedBeforeIsNoLaterPublication() {
        // Given
        broker.declare("clogged", Map.of("x-max-length", 1, "x-overflow", "reject-publish"));
        broker.publish("", "clogged", new byte[0], null);
        broker.bind("clogged", "events", "ticket.created");
        send("inbox", "k", event("q-9"), properties(STRUCTURED).build());
        assertThat(broker.awaitMessage(events).header(WarrenHeaders.PUBLICATION))
                .isNotNull();

        // When
        broker.wire().sever();
        broker.unbind("clogged", "events", "ticket.created");
        broker.wire().mend();

        // Then
        Awaitility.await()
                .atMost(Broker.PATIENCE.multipliedBy(2))
                .until(() -> broker.awaitMessage(events).header(WarrenHeaders.PUBLICATION) == null);
        assertTheInboxIsEmpty();
    }

    private void assertTheInboxIsEmpty() {
        Awaitility.await()
                .atMost(Broker.PATIENCE)
                .until(() -> broker.count("intake.inbox") == 0 && gauge("in.flight") == 0 && gauge("processing") == 0);
    }

    private int gauge(String name) {
        return ((Number) metrics.getGauge(new MetricID("warren.queue." + name, new Tag("queue", "intake.inbox")))
                        .getValue())
                .intValue();
    }

    private static JsonNode mapped() throws IOException {
        return JSON.readTree("""
                {"specversion":"1.0","id":"1001","source":"/shop/helpdesk","type":"ticket.created","userid":"u-42",
                 "datacontenttype":"application/json","data":{"id":1001,"customer":"u-42","text":"Charged twice"}}""");
    }

    private void send(String exchange, String key, String body, BasicProperties properties) {
        broker.publish(exchange, key, body.getBytes(StandardCharsets.UTF_8), properties);
    }

    private static BasicProperties.Builder properties(String contentType) {
        return new BasicProperties.Builder().contentType(contentType).deliveryMode(PERSISTENT);
    }

    private static byte[] gzip(String body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
            packing.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    private static String data(String id, String data) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"ticket.created\",\"data\":%s}"
                .formatted(id, data);
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"ticket.created\"}".formatted(id);
    }
}

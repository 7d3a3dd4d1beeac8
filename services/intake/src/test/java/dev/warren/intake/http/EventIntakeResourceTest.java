package dev.warren.intake.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.contracts.event.Publication;
import dev.warren.intake.IntakeTestProfile;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class EventIntakeResourceTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String PROBLEM = "application/problem+json";
    private static final int PERSISTENT = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    Broker broker;

    @TestHTTPResource("/v1/events")
    URI address;

    private String events;

    @BeforeEach
    void listen() {
        events = broker.probe("events", "#");
    }

    @Test
    void aStructuredEventIsPublishedAsItIs() throws Exception {
        // When
        ValidatableResponse response = post(STRUCTURED + "; charset=utf-8", EventsApi.EVENT);

        // Then
        response.statusCode(202)
                .header("Location", "http://127.0.0.1:8084/v1/status?source=%2Fshop%2Fhelpdesk&id=t-1001")
                .body("accepted.id", contains("t-1001"))
                .body("accepted.source", contains("/shop/helpdesk"))
                .body(
                        "accepted.follow.outcomes",
                        contains("http://127.0.0.1:8084/v1/status?source=%2Fshop%2Fhelpdesk&id=t-1001"))
                .body(
                        "accepted.follow.stream",
                        contains("http://127.0.0.1:8084/v1/stream?source=%2Fshop%2Fhelpdesk&event=t-1001"));
        ReceivedMessage published = broker.awaitMessage(events);
        assertThat(JSON.readTree(published.body())).isEqualTo(JSON.readTree(EventsApi.EVENT));
        assertThat(published.routingKey()).isEqualTo("ticket.created");
        assertThat(published.properties().getMessageId()).isEqualTo("t-1001");
        assertThat(published.properties().getContentType()).isEqualTo(STRUCTURED);
        assertThat(published.properties().getDeliveryMode()).isEqualTo(PERSISTENT);
    }

    @Test
    void everyAcceptanceIsAPublicationOfItsOwn() {
        // When
        post(BATCH, batch("a", "a")).statusCode(202);
        post(STRUCTURED, event("a")).statusCode(202);

        // Then
        List<Publication> publications = IntStream.range(0, 3)
                .mapToObj(i -> broker.awaitMessage(events).header(WarrenHeaders.PUBLICATION))
                .map(header -> Publication.read(header).orElseThrow())
                .toList();
        assertThat(publications.get(1)).isEqualTo(publications.get(0));
        assertThat(publications.get(2)).isNotEqualTo(publications.get(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders/7",
                "a%2Fb",
                ".",
                "..",
                "a/../b",
                "a b",
                "?x=#y",
                "ü",
                "a;b=c",
                "%",
                "//",
                "a+b&c",
                "'\\\""
            })
    void whereToFollowAnEventNamesItWhateverItIsCalled(String id) {
        // Given
        String json = new ObjectMapper().getNodeFactory().textNode(id).toString();

        // When
        ValidatableResponse response = post(STRUCTURED, event("x").replace("\"x\"", json));

        // Then
        URI location = URI.create(response.statusCode(202).extract().header("Location"));
        assertThat(location.normalize()).isEqualTo(location);
        assertThat(location.getRawPath()).isEqualTo("/v1/status");
        assertThat(query(location)).containsOnly(Map.entry("source", "/shop"), Map.entry("id", id));
        response.body("accepted.follow.outcomes", contains(location.toString()));
        URI stream = URI.create(response.extract().path("accepted[0].follow.stream"));
        assertThat(query(stream)).containsOnly(Map.entry("source", "/shop"), Map.entry("event", id));
    }

    private static Map<String, String> query(URI address) {
        return Stream.of(address.getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }

    @Test
    void noDigitOfTheDataIsLost() throws Exception {
        // Given
        String event = """
                {"specversion":"1.0","id":"n-1","source":"/shop","type":"order.paid","data":{"amount":1.10,"big":12345678901234567890.123456789}}""";

        // When
        post(STRUCTURED, event).statusCode(202);

        // Then
        assertThat(broker.awaitMessage(events).text()).contains("\"amount\":1.10", "12345678901234567890.123456789");
    }

    @Test
    void aBinaryEventIsPublishedWithItsHeadersAsAttributes() throws Exception {
        // When
        given().header("ce-specversion", "1.0")
                .header("CE-Id", "b/1 %C3%BC")
                .header("ce-source", "/shop/helpdesk")
                .header("ce-type", "ticket.created")
                .header("ce-subject", "Stra%C3%9Fe 5+5")
                .header("ce-userid", "u-42")
                .contentType("application/json")
                .body("{\"text\":\"hello\"}")
                .post("/v1/events")
                .then()
                .statusCode(202);

        // Then
        JsonNode published = JSON.readTree(broker.awaitMessage(events).body());
        assertThat(published).isEqualTo(JSON.readTree("""
                        {"specversion":"1.0","id":"b/1 ü","source":"/shop/helpdesk","type":"ticket.created",
                         "subject":"Straße 5+5","userid":"u-42","datacontenttype":"application/json","data":{"text":"hello"}}"""));
    }

    @Test
    void aBatchIsPublishedInItsOrder() {
        // When
        ValidatableResponse response = post(BATCH, batch("a", "b", "c"));

        // Then
        response.statusCode(202).header("Location", nullValue()).body("accepted.id", contains("a", "b", "c"));
        assertThat(Stream.generate(
                                () -> broker.awaitMessage(events).properties().getMessageId())
                        .limit(3))
                .containsExactly("a", "b", "c");
    }

    @Test
    void anEmptyBatchIsAcceptedAndPublishesNothing() {
        // When / Then
        post(BATCH, "[]").statusCode(202).body("accepted", empty());
    }

    @Test
    void everyFaultOfAnEventIsNamed() {
        // When
        ValidatableResponse response = post(STRUCTURED, """
                {"specversion":"0.3","source":"a b","type":"dev.warren.result.completed","time":"now","Bad":1,"data":{}}""");

        // Then
        response.statusCode(400)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:warren:problem:invalid-event"))
                .body("title", equalTo("The event is invalid"))
                .body("status", equalTo(400))
                .body("detail", containsString("Nothing was published"))
                .body("instance", equalTo("/v1/events"))
                .body("faults.field", containsInAnyOrder("specversion", "id", "source", "type", "time", "Bad"))
                .body("faults.find { it.field == 'id' }.code", equalTo("required"))
                .body("faults.find { it.field == 'id' }.index", nullValue());
        assertNothingWasPublished();
    }

    @Test
    void nothingOfABatchIsPublishedUnlessAllOfItIsValid() {
        // When
        ValidatableResponse response = post(BATCH, "[" + event("a") + ",{\"specversion\":\"1.0\"},7]");

        // Then
        response.statusCode(400)
                .body("faults.collect { it.index + ' ' + it.field }", contains("1 id", "1 source", "1 type", "2 body"));
        assertNothingWasPublished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "[]", "{} {}", "{\"id\":\"1\",\"id\":\"2\"}"})
    void aBodyThatIsNoEventIsRefused(String body) {
        // When / Then
        post(STRUCTURED, body).statusCode(400).contentType(PROBLEM).body("faults.field", contains("body"));
        assertNothingWasPublished();
    }

    @Test
    void aBatchThatIsNoArrayIsRefused() {
        // When / Then
        post(BATCH, event("a")).statusCode(400).body("faults.detail", contains("must be a JSON array of events"));
    }

    @Test
    void everyFaultOfABinaryEventIsNamed() {
        // When
        ValidatableResponse response = given().header("ce-id", "b-2")
                .header("ce-data", "x")
                .header("ce-time", "now")
                .contentType("application/json")
                .body("{no json")
                .post("/v1/events")
                .then();

        // Then
        response.statusCode(400)
                .body("faults.field", containsInAnyOrder("data", "data", "specversion", "source", "type", "time"));
        assertNothingWasPublished();
    }

    @Test
    void dataThatIsNoJsonIsRefusedInEveryMode() {
        // When
        ValidatableResponse binary = given().header("ce-specversion", "1.0")
                .header("ce-id", "b-3")
                .header("ce-source", "/shop")
                .header("ce-type", "ticket.created")
                .contentType("text/plain")
                .body("hello")
                .post("/v1/events")
                .then();
        ValidatableResponse structured = post(
                STRUCTURED,
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/a\",\"type\":\"t\",\"datacontenttype\":\"text/plain\",\"data\":\"hello\"}");

        // Then
        binary.statusCode(400).body("faults.field", contains("datacontenttype"));
        structured.statusCode(400).body("faults.field", contains("datacontenttype"));
        assertNothingWasPublished();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/cloudevents+xml", "application/cloudevents-batch+avro"})
    void whatIsNoCloudEventInAnyModeIsUnsupported(String contentType) {
        // When / Then
        post(contentType, EventsApi.EVENT)
                .statusCode(415)
                .contentType(PROBLEM)
                .header("Accept", containsString(STRUCTURED))
                .body("type", equalTo("urn:warren:problem:unsupported-media-type"))
                .body("supported", contains(STRUCTURED, BATCH, "application/json with ce-* headers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "nonsense"})
    void whatAFormOfAnyPageCouldSendIsUnsupported(String contentType) {
        // When / Then
        post(contentType, EventsApi.EVENT).statusCode(415).contentType(PROBLEM);
        assertNothingWasPublished();
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        // When / Then
        post(STRUCTURED, " ".repeat(1024 * 1024 + 1))
                .statusCode(413)
                .contentType(PROBLEM)
                .body("type", equalTo("urn:warren:problem:too-large"))
                .body("faults.detail", contains("must have at most 1048576 bytes"));
    }

    @Test
    void aBodyOfUnknownLengthOverTheLimitIsRefused() throws Exception {
        // Given
        byte[] body = " ".repeat(3 * 1024 * 1024).getBytes(StandardCharsets.UTF_8);
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("content-type", STRUCTURED)
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .build();

        // When
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());

            // Then
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("urn:warren:problem:too-large");
        }
    }

    @Test
    void anEventOfTheVeryLimitIsAccepted() {
        // Given
        String start = "{\"specversion\":\"1.0\",\"id\":\"large\",\"source\":\"/a\",\"type\":\"t\",\"data\":\"";
        String event = start + "x".repeat(1024 * 1024 - start.length() - 2) + "\"}";

        // When / Then
        post(STRUCTURED, event).statusCode(202);
        assertThat(broker.awaitMessage(events).properties().getMessageId()).isEqualTo("large");
    }

    @Test
    void aBatchOverTheLimitIsRefused() {
        // When / Then
        post(BATCH, batch("1", "2", "3", "4", "5", "6"))
                .statusCode(413)
                .body("faults.detail", contains("must have at most 5 events"));
        assertNothingWasPublished();
    }

    @Test
    void otherMethodsAreAnsweredWithAProblemToo() {
        // When / Then
        given().get("/v1/events").then().statusCode(405).contentType(startsWith(PROBLEM));
    }

    @Test
    void theInterfaceIsDocumentedWithExamples() {
        // When / Then
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/v1/events'.post.responses.keySet()",
                        containsInAnyOrder("202", "400", "413", "415", "503"))
                .body(
                        "paths.'/v1/events'.post.requestBody.content.keySet()",
                        containsInAnyOrder(STRUCTURED, BATCH, "application/json"));
    }

    /** What is published after nothing is the first message that there is. */
    private void assertNothingWasPublished() {
        post(STRUCTURED, event("marker")).statusCode(202);
        assertThat(broker.awaitMessage(events).properties().getMessageId()).isEqualTo("marker");
    }

    private static ValidatableResponse post(String contentType, String body) {
        RequestSpecification request = given().config(RestAssuredConfig.config()
                .encoderConfig(
                        EncoderConfig.encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)));
        return request.header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/events")
                .then();
    }

    private static String batch(String... ids) {
        return IntStream.range(0, ids.length).mapToObj(i -> event(ids[i])).collect(Collectors.joining(",", "[", "]"));
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"%s\",\"source\":\"/shop\",\"type\":\"ticket.created\"}".formatted(id);
    }
}

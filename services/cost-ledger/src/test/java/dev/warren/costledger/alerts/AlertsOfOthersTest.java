package dev.warren.costledger.alerts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.LedgerProfile;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.testing.Broker;
import dev.warren.testing.Database;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class AlertsOfOthersTest {

    private static final String DEAD = "cost-ledger.dead";
    private static final Instant THEN = Instant.parse("2026-11-20T10:00:00Z");

    private final String kind = "kind-" + UUID.randomUUID();

    private Broker broker;
    private Database database;

    @AfterEach
    void back() {
        database.admit(true);
    }

    @Test
    void whatComesAgainIsListedOnceAndStaysAcknowledged() {
        // Given
        CloudEvent alert = alert("letter-1");
        publish(alert);
        awaitListed(1);
        given().contentType("application/json")
                .body("{\"by\": \"ada\"}")
                .post("/v1/alerts/" + alert.getId() + "/acknowledgement")
                .then()
                .statusCode(200)
                .body("acknowledgedBy", equalTo("ada"));

        // When
        publish(alert);
        publish(alert);
        publish(alert("letter-2"));

        // Then
        JsonPath listed = awaitListed(2);
        assertThat(listed.getString("alerts.find { it.id == '%s' }.acknowledgedBy".formatted(alert.getId())))
                .isEqualTo("ada");
    }

    @Test
    void anAlertIsListedAsItWasRaised() {
        // When
        publish(alert("letter-1"));

        // Then
        JsonPath listed = awaitListed(1);
        assertThat(listed.getString("alerts[0].severity")).isEqualTo("warning");
        assertThat(listed.getString("alerts[0].message")).isEqualTo("Dead letters in intake.dead: 1.");
        assertThat(listed.getMap("alerts[0].details")).isEqualTo(Map.of("service", "intake", "key", "letter-1"));
        assertThat(listed.getString("alerts[0].raisedAt")).isEqualTo(THEN.toString());
    }

    @Test
    void anAlertOfAnOutageWaitsInHandAndIsListedAfterwards() {
        // When
        database.admit(false);
        publish(alert("letter-1"));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> given().get("/v1/alerts").statusCode() == 503);
        database.admit(true);
        awaitListed(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cost-ledger.usage", "cost-ledger.alerts"})
    void whatComesBackAfterADelayOrAReplayIsListed(String queue) {
        // When
        broker.publish(
                "cost-ledger.park",
                queue,
                new JsonFormat().serialize(alert("letter-1")),
                persistent()
                        .headers(Map.of(WarrenHeaders.ORIGINAL_EXCHANGE, Topology.ALERTS))
                        .build());

        // Then
        awaitListed(1);
    }

    @Test
    void whatIsNoAlertIsDeadLetteredWithTheReason() {
        // Given
        broker.purge(DEAD);
        CloudEvent other = CloudEventBuilder.v1(alert("letter-1"))
                .withType("dev.warren.model.called")
                .build();
        Alert incomplete = new Alert(null, "", "Something\0", Map.of());

        // When
        publish(other);
        String first = broker.awaitMessage(DEAD).header(WarrenHeaders.REASON);
        publish(ContractCodec.alert("intake", incomplete, "letter-1", Clock.systemUTC()));

        // Then
        assertThat(first).isEqualTo("not-an-alert");
        assertThat(broker.awaitMessage(DEAD).header(WarrenHeaders.DETAIL))
                .isEqualTo("severity is missing; kind is missing; message has a NUL");
    }

    private CloudEvent alert(String occasion) {
        Map<String, String> details = Map.of("service", "intake", "key", occasion);
        return ContractCodec.alert(
                "intake",
                new Alert(Severity.WARNING, kind, "Dead letters in intake.dead: 1.", details),
                occasion,
                Clock.fixed(THEN, ZoneOffset.UTC));
    }

    private void publish(CloudEvent event) {
        broker.publish(
                Topology.ALERTS,
                "warning." + kind,
                new JsonFormat().serialize(event),
                persistent().build());
    }

    private static BasicProperties.Builder persistent() {
        return new BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(2);
    }

    /** Waits until so many are listed and nothing is on its way; then there are no more. */
    private JsonPath awaitListed(int count) {
        awaitAtLeast(count);
        await().atMost(Broker.PATIENCE).until(() -> broker.depth("cost-ledger.alerts") == 0);
        JsonPath listed = awaitAtLeast(count);
        assertThat(listed.getList("alerts.id", String.class)).hasSize(count).doesNotHaveDuplicates();
        return listed;
    }

    private JsonPath awaitAtLeast(int count) {
        return await().atMost(Broker.PATIENCE)
                .until(this::list, answer -> answer.statusCode() == 200 && listed(answer) >= count)
                .jsonPath();
    }

    private static int listed(Response answer) {
        return answer.jsonPath().getInt("count");
    }

    private Response list() {
        return given().queryParam("kind", kind).get("/v1/alerts");
    }
}

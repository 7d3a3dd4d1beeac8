package dev.warren.deadletters;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import dev.warren.messaging.WarrenHeaders;
import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.DELAYS, value = "5s=PT0.2S"))
class PoisonTest {

    private static final String POISONED = "poisoned";
    private static final String DEAD = "classifier.dead";

    @Inject
    ScriptedService service;

    Broker broker;

    @Test
    void messageThatTheBrokerGivesUpIsALetterWithItsReasonAndCanBeSentBack() throws Exception {
        // Given
        declarePoisoned();

        // When
        broker.publish(
                "inbox",
                "ticket.poison",
                Events.json("e-1"),
                Events.STRUCTURED.builder().messageId("e-1").build());
        rejectUntilItIsGone();

        // Then
        await().atMost(Broker.PATIENCE).until(() -> broker.count(DEAD) == 1);
        String key = given().get("/v1/dead-letters")
                .then()
                .body("letters[0].reason", equalTo("delivery-limit"))
                .body("letters[0].detail", containsString(POISONED))
                .body("letters[0].at", notNullValue())
                .body("letters[0].event.id", equalTo("e-1"))
                .extract()
                .path("letters[0].key");
        String main = broker.probe("classifier.park", "classifier.events");
        given().contentType("application/json")
                .body("{\"select\": {\"keys\": [\"%s\"]}, \"by\": \"ada\"}".formatted(key))
                .post("/v1/dead-letters/replay")
                .then()
                .body("replayed", equalTo(1));
        ReceivedMessage sent = broker.awaitMessage(main);
        assertThat(sent.body()).isEqualTo(Events.json("e-1"));
        assertThat(sent.properties().getMessageId()).isEqualTo("e-1");
        assertThat(sent.header(WarrenHeaders.ORIGINAL_EXCHANGE)).isEqualTo("inbox");
        assertThat(sent.header(WarrenHeaders.ORIGINAL_ROUTING_KEY)).isEqualTo("ticket.poison");
        assertThat(sent.properties().getHeaders()).doesNotContainKey("x-death");
    }

    @Test
    void letterOfTheBrokersWithOddHeadersIsSentBack() {
        // Given one that the broker put there as it was
        List<String> handled = new CopyOnWriteArrayList<>();
        service.follow(delivery -> handled.add(delivery.event().getId()));
        broker.publish(
                "",
                DEAD,
                Events.json("e-1"),
                Events.STRUCTURED
                        .builder()
                        .headers(Map.of("price", new BigDecimal("1.25"), WarrenHeaders.QUEUE, "classifier.events"))
                        .build());

        // When
        given().contentType("application/json")
                .body("{\"select\": {\"all\": true}, \"by\": \"ada\"}")
                .post("/v1/dead-letters/replay")
                .then()
                .body("replayed", equalTo(1));

        // Then
        await().atMost(Broker.PATIENCE).until(() -> handled.equals(List.of("e-1")));
    }

    @Test
    void whatTheBrokerGivesUpWithHeadersThatNoStreamStoresStopsNoOther() {
        // Given
        declarePoisoned();
        BasicProperties odd = Events.STRUCTURED
                .builder()
                .headers(Map.of("price", new BigDecimal("1.25")))
                .expiration("1")
                .build();

        // When
        broker.publish("inbox", "ticket.poison", Events.json("e-1"), odd);
        broker.publish("classifier.park", "5s", new byte[] {1}, Events.STRUCTURED);

        // Then
        assertThat(broker.awaitMessage(DEAD).properties().getHeaders()).containsEntry("price", new BigDecimal("1.25"));
        assertThat(broker.awaitMessage(DEAD).header(WarrenHeaders.REASON)).isEqualTo("not-json");
    }

    /** As the main queues are, but for a limit that is reached soon. */
    private void declarePoisoned() {
        broker.declare(
                POISONED,
                Map.of(
                        "x-queue-type",
                        "quorum",
                        "x-dead-letter-exchange",
                        "dead-letters",
                        "x-dead-letter-routing-key",
                        "classifier",
                        "x-dead-letter-strategy",
                        "at-least-once",
                        "x-overflow",
                        "reject-publish",
                        "x-delivery-limit",
                        1));
        broker.bind(POISONED, "inbox", "ticket.poison");
    }

    /** As a consumer does that crashes on it. */
    private void rejectUntilItIsGone() throws Exception {
        ConnectionFactory administrator = new ConnectionFactory();
        administrator.setUri(System.getenv("WARREN_AMQP_URL"));
        administrator.setVirtualHost(URI.create(broker.serviceUrl()).getPath().substring(1));
        try (Connection connection = administrator.newConnection("test");
                Channel channel = connection.createChannel()) {
            for (int delivery = 1; delivery <= 2; delivery++) {
                GetResponse message = await().atMost(Broker.PATIENCE)
                        .until(() -> channel.basicGet(POISONED, false), response -> response != null);
                channel.basicReject(message.getEnvelope().getDeliveryTag(), true);
            }
        }
    }
}

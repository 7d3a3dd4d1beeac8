package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.MessageProperties;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.testing.Vhost;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The topology of {@code definitions.json} on a broker, against what the services' configuration asks of it. */
class TopologyIT {

    private static final long CONFIRM_MILLIS = 10_000;
    private static final String NOBODY_LISTENS = "nobody.listens";

    static final List<String> SERVICES = SuiteProcesses.SERVICES;

    private static Vhost vhost;

    @BeforeAll
    static void load() {
        vhost = new Vhost(Map.of());
    }

    @AfterAll
    static void delete() {
        vhost.close();
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyChannelOfAServiceFitsTheTopologyAndTheServicesRights(String service) throws Exception {
        // Given
        Channels channels = Channels.of(service);

        // When
        try (Connection connection = connect(vhost.addressFor(service))) {

            // Then
            assertThat(channels.queues()).isNotEmpty();
            for (String queue : channels.queues()) {
                assertThatCode(() -> consume(connection, queue)).as(queue).doesNotThrowAnyException();
            }
            assertThat(channels.exchanges()).contains("dead-letters", service + ".park");
            for (String exchange : channels.exchanges()) {
                assertThatCode(() -> publish(connection, exchange)).as(exchange).doesNotThrowAnyException();
            }
        }
    }

    @Test
    void aProducerMayWriteToTheInboxAndToNothingElse() throws Exception {
        // Given
        List<String> closed = new ArrayList<>(List.of("", "amq.topic", "unroutable"));
        JsonNode definitions = new ObjectMapper()
                .readTree(Path.of("..", "infra", "rabbitmq", "definitions.json").toFile());
        definitions
                .get("exchanges")
                .forEach(exchange -> closed.add(exchange.get("name").asText()));
        closed.remove("inbox");

        // When
        try (Connection connection = connect(vhost.addressFor("producer"))) {

            // Then
            assertThatCode(() -> publish(connection, "inbox")).doesNotThrowAnyException();
            for (String exchange : closed) {
                assertRefused("exchange '" + exchange + "'", () -> publish(connection, exchange));
            }
            for (JsonNode queue : definitions.get("queues")) {
                String name = queue.get("name").asText();
                assertRefused(name, () -> consume(connection, name));
            }
            assertRefused("a queue of its own", () -> declare(connection));
        }
    }

    private static void assertRefused(String what, ThrowingCallable access) {
        assertThatThrownBy(access).as(what).hasStackTraceContaining("ACCESS_REFUSED");
    }

    private static Connection connect(URI address) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(address);
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }

    /** A refusal closes the channel: each question has its own. */
    private static void publish(Connection connection, String exchange)
            throws IOException, InterruptedException, TimeoutException {
        try (Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            channel.basicPublish(exchange, NOBODY_LISTENS, MessageProperties.PERSISTENT_BASIC, new byte[0]);
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        }
    }

    private static void consume(Connection connection, String queue) throws IOException, TimeoutException {
        try (Channel channel = connection.createChannel()) {
            channel.basicQos(1);
            channel.basicConsume(queue, false, new DefaultConsumer(channel));
        }
    }

    private static void declare(Connection connection) throws IOException, TimeoutException {
        try (Channel channel = connection.createChannel()) {
            channel.queueDeclare();
        }
    }
}

package dev.warren.amqp.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.BrokerConnectors;
import dev.warren.testing.Vhost;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RpcClientTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final String DEFAULT_EXCHANGE = "";

    private static Vhost vhost;

    private BrokerConnection connection;
    private RpcClient client;
    private RpcReplier replier;
    private Channel service;
    private String requests;

    @BeforeAll
    static void makeVhost() {
        vhost = new Vhost(Map.of());
    }

    @AfterAll
    static void deleteVhost() {
        vhost.close();
    }

    @BeforeEach
    void connect() throws IOException {
        BrokerConnector brokerConnector = BrokerConnectors.to(vhost.administratorAddress(), "test");
        connection = new BrokerConnection(brokerConnector, "client");
        client = new RpcClient(connection);
        replier = new RpcReplier(brokerConnector, "replier");
        service = connection.channel();
        requests = service.queueDeclare().getQueue();
    }

    @AfterEach
    void disconnect() {
        replier.close();
        connection.close();
    }

    @Test
    void everyRequestGetsTheReplyWithItsOwnCorrelationId() throws Exception {
        // Given
        service.basicConsume(requests, true, (tag, request) -> reply(request), tag -> {});

        // When
        List<Future<Optional<byte[]>>> replies = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 100; i++) {
                String id = "request-" + i;
                Callable<Optional<byte[]>> asking = () -> ask(id, LONG);
                replies.add(threads.submit(asking));
            }
        }

        // Then
        for (int i = 0; i < 100; i++) {
            assertThat(replies.get(i).get().orElseThrow()).asString(UTF_8).isEqualTo("reply to request-" + i);
        }
    }

    @Test
    void withoutAReplyTheWaitEnds() throws Exception {
        assertThat(ask("unanswered", SHORT)).isEmpty();
    }

    @Test
    void aReplyThatNobodyWaitsForIsIgnored() throws Exception {
        // Given
        service.basicConsume(
                requests,
                true,
                (tag, request) -> {
                    String address = request.getProperties().getReplyTo();
                    replier.reply(address, null, message("no", "without a correlation id"));
                    replier.reply(address, "unknown", message("no", "of another request"));
                    reply(request);
                },
                tag -> {});

        // When / Then
        assertThat(ask("asked", LONG).orElseThrow()).asString(UTF_8).isEqualTo("reply to asked");
    }

    @Test
    void afterTheConnectionIsLostTheNextRequestOpensItAgain() throws Exception {
        // Given
        service.queueDeclare("kept", false, false, false, null);
        requests = "kept";
        assertThat(ask("before", SHORT)).isEmpty();
        connection.open().abort();
        connection.channel().basicConsume(requests, true, (tag, request) -> reply(request), tag -> {});

        // When / Then
        assertThat(ask("after", LONG).orElseThrow()).asString(UTF_8).isEqualTo("reply to after");
    }

    @Test
    void whereTheBrokerAllowsNoFurtherChannelThereIsNoReplyAndNoOtherError() throws Exception {
        // Given
        Connection open = connection.open();
        for (Channel channel = service; channel != null; channel = open.createChannel()) {
            assertThat(channel.isOpen()).isTrue();
        }

        // When / Then
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(connection::channel)
                .withMessage("the broker allows no further channel");
        assertThat(ask("unsent", SHORT)).isEmpty();
    }

    private Optional<byte[]> ask(String id, Duration patience) throws InterruptedException {
        return client.ask(DEFAULT_EXCHANGE, requests, message(id, id), patience);
    }

    private void reply(Delivery request) {
        String id = request.getProperties().getCorrelationId();
        replier.reply(request.getProperties().getReplyTo(), id, message("reply", "reply to " + id));
    }

    private static RpcMessage message(String id, String text) {
        return new RpcMessage(id, "text/plain", text.getBytes(UTF_8));
    }
}

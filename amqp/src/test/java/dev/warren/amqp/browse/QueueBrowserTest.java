package dev.warren.amqp.browse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.MessageProperties;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.BrokerConnectors;
import dev.warren.amqp.outgoing.BatchPublisher;
import dev.warren.testing.Vhost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QueueBrowserTest {

    private static final String QUEUE = "classifier.held";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ALL = 1000;

    private static Vhost vhost;
    private static BrokerConnector brokerConnector;

    private final QueueBrowser browser = new QueueBrowser(brokerConnector, "<- test", QUEUE, PATIENCE);
    private Connection connection;
    private Channel channel;

    @BeforeAll
    static void makeVhost() {
        vhost = new Vhost(Map.of());
        brokerConnector = BrokerConnectors.to(vhost.addressFor("classifier"), "classifier");
    }

    @AfterAll
    static void removeVhost() {
        vhost.close();
    }

    @BeforeEach
    void open() throws IOException {
        connection = brokerConnector.open("-> test");
        channel = connection.createChannel();
        await().ignoreExceptions().until(() -> channel.queuePurge(QUEUE) != null);
    }

    @AfterEach
    void close() {
        browser.close();
        connection.abort();
    }

    @Test
    void whatIsNotRemovedIsBackInItsOrder() throws IOException {
        // Given
        publish("1", "2", "3", "4", "5");

        // When
        OptionalLong behind = browser.browse(3, (message, session) -> {
            if (text(message).equals("2")) {
                session.remove(List.of(message));
            }
            return true;
        });

        // Then
        assertThat(behind).hasValue(2);
        assertThat(browseAll()).containsExactly("1", "3", "4", "5");
        await().untilAsserted(() -> assertThat(browser.count()).hasValue(4));
    }

    @Test
    void anEmptyQueueIsToldFromOneThatSomebodyElseConsumes() throws IOException {
        // When it is empty
        assertThat(browser.browse(ALL, (message, session) -> true)).hasValue(0);

        // When somebody consumes
        channel.basicConsume(QUEUE, false, (tag, delivery) -> {}, tag -> {});

        // Then
        assertThat(browser.browse(ALL, (message, session) -> true)).isEmpty();
        assertThat(browser.count()).isEmpty();
    }

    @Test
    void aLostConnectionIsAnIoExceptionAndTheNextBrowsingOpensAnother() throws IOException {
        // Given
        publish("1");

        // When the queue does not exist, which closes the channel
        try (QueueBrowser lost = new QueueBrowser(brokerConnector, "<- test", "classifier.none", PATIENCE)) {
            assertThatThrownBy(lost::count).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> browser.browse(ALL, (message, session) -> {
                    throw new IOException("reader");
                }))
                .hasMessage("reader");

        // Then
        assertThat(browseAll()).containsExactly("1");
    }

    @Test
    void aPrefetchWindowEndsWithTheMessagesThatWereThere() throws Exception {
        // Given
        publish("1", "2", "3");

        // When
        List<String> seen = new ArrayList<>();
        try (PrefetchWindow window = new PrefetchWindow(brokerConnector, "<- test", QUEUE, 2)) {
            OptionalInt left = window.begin();
            assertThat(left).hasValue(3);
            while (seen.size() < left.getAsInt()) {
                List<Delivery> next = window.take(left.getAsInt() - seen.size());
                assertThat(next).hasSizeBetween(1, 2);
                next.forEach(message -> seen.add(text(message)));
                window.remove(next);
            }

            // Then
            assertThat(window.take(ALL)).isEmpty();
            try (PrefetchWindow another = new PrefetchWindow(brokerConnector, "<- test", QUEUE, 2)) {
                assertThat(another.begin()).isEmpty();
            }
        }
        assertThat(seen).containsExactly("1", "2", "3");
        await().untilAsserted(() -> assertThat(browser.count()).hasValue(0));
    }

    private List<String> browseAll() throws IOException {
        List<String> seen = new ArrayList<>();
        await().ignoreExceptions().until(() -> browser.count().isPresent());
        browser.browse(ALL, (message, session) -> seen.add(text(message)));
        return seen;
    }

    private static void publish(String... texts) throws IOException {
        try (BatchPublisher publisher = new BatchPublisher(brokerConnector, "-> test", PATIENCE)) {
            for (String text : texts) {
                publisher.publish(
                        "classifier.park",
                        "held",
                        MessageProperties.PERSISTENT_BASIC,
                        text.getBytes(StandardCharsets.UTF_8));
            }
            publisher.confirm();
        }
    }

    private static String text(Delivery message) {
        return new String(message.getBody(), StandardCharsets.UTF_8);
    }
}

package dev.warren.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The broker as an outside program sees it: everything a test does to its private virtual host, over a connection of
 * its own with the rights of an administrator. Thread-safe. {@link PrivateVhost} makes it and puts it into the test's
 * field of this type.
 */
public final class Broker implements AutoCloseable {

    /** How long {@link #awaitMessage(String)} waits. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long CONFIRM_MILLIS = 60_000;
    private static final String REPLY_TO = "amq.rabbitmq.reply-to";

    private final Connection connection;
    private final Channel channel;
    private final ManagementApi management;
    private final Access access;
    private final TcpProxy tcpProxy;
    private final Map<String, CompletableFuture<ReceivedMessage>> asked = new ConcurrentHashMap<>();
    private Channel asking;

    Broker(ConnectionFactory factory, ManagementApi management, Access access, TcpProxy tcpProxy) {
        this.management = management;
        this.access = access;
        this.tcpProxy = tcpProxy;
        try {
            this.connection = factory.newConnection("test");
            this.channel = connection.createChannel();
            channel.confirmSelect();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Publishes and waits for the broker's confirm. */
    public synchronized void publish(String exchange, String key, byte[] body, AMQP.BasicProperties properties) {
        attempt(() -> {
            channel.basicPublish(exchange, key, properties, body);
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        });
    }

    /** Publishes many at once, with the time, and waits for the broker's confirms. */
    public synchronized void publishAll(
            String exchange, String key, Stream<byte[]> bodies, AMQP.BasicProperties properties) {
        attempt(() -> {
            AMQP.BasicProperties now =
                    properties.builder().timestamp(Date.from(Instant.now())).build();
            for (Iterator<byte[]> body = bodies.iterator(); body.hasNext(); ) {
                channel.basicPublish(exchange, key, now, body.next());
            }
            channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
        });
    }

    /**
     * Publishes with the address of direct reply-to, and an id by which the answer is told from others.
     *
     * @return the first answer with that id
     */
    public CompletableFuture<ReceivedMessage> ask(
            String exchange, String key, byte[] body, AMQP.BasicProperties properties) {
        CompletableFuture<ReceivedMessage> answer = new CompletableFuture<>();
        String id = UUID.randomUUID().toString();
        asked.put(id, answer);
        attempt(() -> {
            synchronized (asked) {
                asking().basicPublish(
                                exchange,
                                key,
                                properties
                                        .builder()
                                        .replyTo(REPLY_TO)
                                        .correlationId(id)
                                        .build(),
                                body);
            }
        });
        return answer;
    }

    private Channel asking() throws IOException {
        if (asking == null) {
            asking = connection.createChannel();
            asking.basicConsume(REPLY_TO, true, this::answered, consumerTag -> {});
        }
        return asking;
    }

    private void answered(String consumerTag, Delivery delivery) {
        ReceivedMessage answer = new ReceivedMessage(
                delivery.getBody(),
                delivery.getProperties(),
                delivery.getEnvelope().getExchange(),
                delivery.getEnvelope().getRoutingKey());
        Optional.ofNullable(asked.remove(delivery.getProperties().getCorrelationId()))
                .ifPresent(asker -> asker.complete(answer));
    }

    /** Binds a new queue to an exchange and returns its name: what is published from now on can be read from there. */
    public synchronized String probe(String exchange, String bindingKey) {
        String queue = "probe-" + UUID.randomUUID();
        declare(queue, Map.of());
        bind(queue, exchange, bindingKey);
        return queue;
    }

    /** Declares a durable queue that is gone with the virtual host. */
    public synchronized void declare(String queue, Map<String, Object> arguments) {
        attempt(() -> channel.queueDeclare(queue, true, false, false, arguments));
    }

    /** Deletes a queue with what is in it. */
    public synchronized void delete(String queue) {
        attempt(() -> channel.queueDelete(queue));
    }

    /** Binds a queue. */
    public synchronized void bind(String queue, String exchange, String bindingKey) {
        attempt(() -> channel.queueBind(queue, exchange, bindingKey));
    }

    /** Takes a binding away. */
    public synchronized void unbind(String queue, String exchange, String bindingKey) {
        attempt(() -> channel.queueUnbind(queue, exchange, bindingKey));
    }

    /** Takes the next message out of a queue, if there is one now. */
    public synchronized Optional<ReceivedMessage> poll(String queue) {
        try {
            GetResponse response = channel.basicGet(queue, true);
            return Optional.ofNullable(response).map(ReceivedMessage::of);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes everything out of a queue that is there now. */
    public List<ReceivedMessage> drain(String queue) {
        List<ReceivedMessage> messages = new ArrayList<>();
        for (Optional<ReceivedMessage> next = poll(queue); next.isPresent(); next = poll(queue)) {
            messages.add(next.get());
        }
        return messages;
    }

    /** Takes the next message out of a queue; fails after {@link #PATIENCE} without one. */
    public ReceivedMessage awaitMessage(String queue) {
        return Awaitility.await("a message in " + queue)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> poll(queue), Optional::isPresent)
                .orElseThrow();
    }

    /** From now on, what a service parks for that delay comes back after another one. */
    public void shortenDelay(String service, String delay, Duration shorter) {
        String park = service + ".park";
        String soon = service + ".soon." + delay;
        declare(
                soon,
                Map.of(
                        "x-message-ttl",
                        shorter.toMillis(),
                        "x-dead-letter-exchange",
                        "",
                        "x-dead-letter-routing-key",
                        service + ".events"));
        bind(soon, park, delay);
        unbind(service + ".retry." + delay, park, delay);
    }

    /** How many messages wait in a queue; those that a consumer holds unacknowledged do not count. */
    public synchronized long count(String queue) {
        try {
            return channel.messageCount(queue);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * How many messages a queue has, those that a consumer holds unacknowledged included. The broker counts them with
     * up to five seconds' delay.
     */
    public long depth(String queue) {
        String path = "queues/" + ManagementApi.segment(access.vhost()) + "/" + ManagementApi.segment(queue);
        return management.get(path).path("messages").asLong(Long.MAX_VALUE);
    }

    /** Empties a queue. */
    public synchronized void purge(String queue) {
        attempt(() -> channel.queuePurge(queue));
    }

    /**
     * Closes, through the management API, every connection of the service under test and returns how many there were.
     * The broker lists a new connection with up to five seconds' delay; {@link #wire()} cuts at once.
     */
    public int closeConnections() {
        int closed = 0;
        for (JsonNode open : management.get("connections")) {
            if (access.user().equals(open.path("user").asText())) {
                management.delete(
                        "connections/" + ManagementApi.segment(open.get("name").asText()));
                closed++;
            }
        }
        return closed;
    }

    /** The wire to the service; only with {@link PrivateVhost#WIRE}. */
    public TcpProxy wire() {
        if (tcpProxy == null) {
            throw new IllegalStateException("ask for the wire with the init argument " + PrivateVhost.WIRE);
        }
        return tcpProxy;
    }

    /** The address of this virtual host for the service under test. */
    public String serviceUrl() {
        return access.serviceUrl();
    }

    /** The address of this virtual host for a producer, who may write to the inbox and nothing else. */
    public String producerUrl() {
        return access.producerUrl();
    }

    @Override
    public void close() {
        connection.abort();
    }

    private static void attempt(Operation operation) {
        try {
            operation.run();
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Who may come in, and how. */
    record Access(String vhost, String user, String serviceUrl, String producerUrl) {}

    private interface Operation {
        void run() throws IOException, TimeoutException, InterruptedException;
    }
}

package dev.warren.amqp.rpc;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Sends requests and waits for their replies, over one channel with <a
 * href="https://www.rabbitmq.com/docs/direct-reply-to">direct reply-to</a>. Nothing is confirmed or repeated: a request
 * or a reply may be lost. Thread-safe.
 */
public final class RpcClient {

    static final String REPLY_TO = "amq.rabbitmq.reply-to";

    private static final Logger LOG = Logger.getLogger(RpcClient.class);

    private final BrokerConnection connection;
    private final Map<String, CompletableFuture<byte[]>> pending = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Channel channel;

    /** @param connection stays the caller's, who closes it */
    public RpcClient(BrokerConnection connection) {
        this.connection = connection;
    }

    /**
     * Sends a request once and waits for its reply; empty if none came in time, or the request could not be sent.
     *
     * @param request nobody else may wait for a reply to the same id at the same time
     * @param patience the longest wait, for sending and for the reply each
     */
    public Optional<byte[]> ask(String exchange, String routingKey, RpcMessage request, Duration patience)
            throws InterruptedException {
        CompletableFuture<byte[]> reply = new CompletableFuture<>();
        pending.put(request.id(), reply);
        try {
            send(exchange, routingKey, request, patience);
            return Optional.of(reply.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException | TimeoutException | ExecutionException e) {
            LOG.debugf("no reply exchange=%s cause=%s", exchange, e);
            return Optional.empty();
        } finally {
            pending.remove(request.id());
        }
    }

    /** Sends a message that has no reply, if that is possible within the patience. */
    public void tell(String exchange, String routingKey, RpcMessage message, Duration patience) {
        try {
            send(exchange, routingKey, message, patience);
        } catch (IOException | TimeoutException e) {
            LOG.debugf("message not sent exchange=%s cause=%s", exchange, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(String exchange, String routingKey, RpcMessage message, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        if (!writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("the broker blocks the connection");
        }
        try {
            open().basicPublish(exchange, routingKey, message.properties(message.id(), REPLY_TO), message.body());
        } catch (AlreadyClosedException e) {
            throw new IOException("the connection is lost", e);
        } finally {
            writing.unlock();
        }
    }

    private Channel open() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = connection.channel();
            channel.basicConsume(REPLY_TO, true, (tag, reply) -> replied(reply), tag -> {});
        }
        return channel;
    }

    private void replied(Delivery reply) {
        String id = reply.getProperties().getCorrelationId();
        CompletableFuture<byte[]> waiting = id == null ? null : pending.get(id);
        if (waiting != null) {
            waiting.complete(reply.getBody());
        }
    }
}

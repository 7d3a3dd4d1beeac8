package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.HoldDecided;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
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
 * RPC to the ledger over RabbitMQ with direct reply-to. No message is confirmed: a lost request is repeated, and after
 * a lost release the hold expires. Thread-safe.
 */
@ApplicationScoped
class LedgerRpcClient {

    private static final Logger LOG = Logger.getLogger(LedgerRpcClient.class);
    private static final String REPLIES = "amq.rabbitmq.reply-to";

    private final LedgerConnection connection;
    private final Map<String, CompletableFuture<HoldDecided>> asked = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Channel channel;

    LedgerRpcClient(LedgerConnection connection) {
        this.connection = connection;
    }

    /**
     * Asks once, and waits for the answer; empty if none came.
     *
     * @param request its id is the call's; nobody else may ask for the same call at the same time
     */
    Optional<HoldDecided> ask(CloudEvent request, String feature, Duration patience) throws InterruptedException {
        CompletableFuture<HoldDecided> answer = new CompletableFuture<>();
        asked.put(request.getId(), answer);
        try {
            send(request, feature, patience);
            return Optional.of(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (IOException | TimeoutException | ExecutionException e) {
            LOG.debugf("no reply from the ledger cause=%s", e);
            return Optional.empty();
        } finally {
            asked.remove(request.getId());
        }
    }

    /** Says something that has no answer. */
    void tell(CloudEvent message, String feature, Duration patience) {
        try {
            send(message, feature, patience);
        } catch (IOException | TimeoutException e) {
            LOG.debugf("message to the ledger not sent cause=%s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(CloudEvent message, String feature, Duration patience)
            throws IOException, TimeoutException, InterruptedException {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .messageId(message.getId())
                .correlationId(message.getId())
                .replyTo(REPLIES)
                .build();
        byte[] body = PooledJson.write(message);
        if (!writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("the broker blocks the connection");
        }
        try {
            open().basicPublish(Topology.HOLDS, feature, properties, body);
        } catch (AlreadyClosedException e) {
            throw new IOException("the connection is lost", e);
        } finally {
            writing.unlock();
        }
    }

    private Channel open() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = connection.channel();
            channel.basicConsume(REPLIES, true, (tag, delivery) -> answered(delivery), tag -> {});
        }
        return channel;
    }

    private void answered(Delivery delivery) {
        try {
            HoldDecided decided = ContractCodec.data(PooledJson.read(delivery.getBody()), HoldDecided.class);
            CompletableFuture<HoldDecided> answer = asked.get(decided.callId());
            if (answer != null) {
                answer.complete(decided);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "a reply of the ledger cannot be read");
        }
    }
}

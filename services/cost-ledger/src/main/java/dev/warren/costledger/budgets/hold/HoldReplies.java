package dev.warren.costledger.budgets.hold;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.costledger.budgets.store.AccountEvaluator;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.codec.CloudEventCodec;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Answers those who asked, by direct reply-to: nothing is stored and nothing confirmed, and an answer that is lost is
 * asked for again. Thread-safe.
 */
@ApplicationScoped
class HoldReplies {

    private static final Logger LOG = Logger.getLogger(HoldReplies.class);
    private static final String DEFAULT_EXCHANGE = "";

    /** The broker gives such addresses to those who consume {@code amq.rabbitmq.reply-to}. */
    private static final String DIRECT = "amq.rabbitmq.reply-to.";

    private final CloudEventCodec codec;
    private final Clock clock;
    private final BrokerConnection connection;
    private final ReentrantLock sending = new ReentrantLock();
    private Channel channel;

    HoldReplies(BrokerConnector brokerConnector, CloudEventCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
        this.connection = new BrokerConnection(brokerConnector, "-> decisions");
    }

    /**
     * Where the answer goes.
     *
     * @throws PermanentFailureException if that is no address of direct reply-to: nobody may have us write elsewhere
     */
    static String address(IncomingRabbitMQMetadata metadata) {
        return metadata.getReplyTo()
                .filter(address -> address.startsWith(DIRECT))
                .orElseThrow(() -> new PermanentFailureException("no-reply-to", "reply-to is not " + DIRECT + "*"));
    }

    /** Sends an answer, if that is possible now, with the correlation id of the request. */
    void send(String address, String correlationId, HoldDecided decided) {
        AMQP.BasicProperties properties = new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .correlationId(correlationId)
                .messageId(decided.callId())
                .build();
        byte[] body = codec.encode(ContractCodec.decision(AccountEvaluator.SERVICE, decided, clock));
        sending.lock();
        try {
            channel().basicPublish(DEFAULT_EXCHANGE, address, properties, body);
        } catch (IOException | AlreadyClosedException e) {
            LOG.debugf("decision not sent cause=%s", e);
        } finally {
            sending.unlock();
        }
    }

    private Channel channel() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = connection.open().createChannel();
        }
        if (connection.isBlocked()) {
            throw new IOException("the broker has blocked the connection");
        }
        return channel;
    }

    @PreDestroy
    void close() {
        connection.close();
    }
}

package dev.warren.amqp.rpc;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;

/**
 * Sends replies to requests of {@link RpcClient}, over a connection of its own. Nothing is stored or confirmed: a reply
 * that cannot be sent now is lost, and whoever asked asks again. Thread-safe.
 */
public final class RpcReplier implements AutoCloseable {

    /** How addresses begin that the broker gives to those who consume {@code amq.rabbitmq.reply-to}. */
    public static final String ADDRESSES = RpcClient.REPLY_TO + ".";

    private static final Logger LOG = Logger.getLogger(RpcReplier.class);
    private static final String DEFAULT_EXCHANGE = "";

    private final BrokerConnection connection;
    private final ReentrantLock sending = new ReentrantLock();
    private Channel channel;

    /** @param purpose the name of the connection, behind the service's */
    public RpcReplier(BrokerConnector brokerConnector, String purpose) {
        this.connection = new BrokerConnection(brokerConnector, purpose);
    }

    /**
     * Sends a reply, if that is possible now.
     *
     * @param address the reply-to of the request
     * @param correlationId the correlation id of the request
     */
    public void reply(String address, String correlationId, RpcMessage reply) {
        sending.lock();
        try {
            open().basicPublish(DEFAULT_EXCHANGE, address, reply.properties(correlationId, null), reply.body());
        } catch (IOException | AlreadyClosedException e) {
            LOG.debugf("reply not sent cause=%s", e);
        } finally {
            sending.unlock();
        }
    }

    private Channel open() throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = connection.channel();
        }
        if (connection.isBlocked()) {
            throw new IOException("the broker has blocked the connection");
        }
        return channel;
    }

    @Override
    public void close() {
        connection.close();
    }
}

package dev.warren.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * One connection of the service to the broker, opened when it is asked for and anew when it was lost. An outage is a
 * warning once, however often it is tried. Thread-safe.
 */
public final class BrokerConnection implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(BrokerConnection.class);
    private static final Duration PAUSE = Duration.ofMillis(250);

    private final BrokerConnector brokerConnector;
    private final String purpose;
    private final boolean buffered;
    private final ReentrantLock opening = new ReentrantLock();
    private volatile Connection connection;
    private volatile boolean blocked;
    private boolean away;
    private long lastAttempt;
    private boolean closed;

    /**
     * Opens nothing yet.
     *
     * @param purpose stands behind the service's name in the broker's list of connections
     */
    public BrokerConnection(BrokerConnector brokerConnector, String purpose) {
        this(brokerConnector, purpose, true);
    }

    private BrokerConnection(BrokerConnector brokerConnector, String purpose, boolean buffered) {
        this.brokerConnector = brokerConnector;
        this.purpose = purpose;
        this.buffered = buffered;
    }

    /** One whose consumers are called as {@link BrokerConnector#openUnbuffered} says. */
    public static BrokerConnection unbuffered(BrokerConnector brokerConnector, String purpose) {
        return new BrokerConnection(brokerConnector, purpose, false);
    }

    /**
     * The open connection; where there is none, one attempt is made, unless one has just failed.
     *
     * @throws IOException if none of the broker's nodes answers, or after {@link #close()}
     */
    public Connection open() throws IOException {
        opening.lock();
        try {
            if (!isOpen()) {
                connection = connect();
            }
            return connection;
        } finally {
            opening.unlock();
        }
    }

    /**
     * A new channel over the open connection.
     *
     * @throws IOException as {@link #open()} and {@link Channels#open}
     */
    public Channel channel() throws IOException {
        return Channels.open(open());
    }

    /**
     * How many messages of a queue wait for a consumer. A queue that is gone closes the channel, so that each question
     * has its own.
     *
     * @throws IOException if the broker does not say
     */
    public long messageCount(String queue) throws IOException {
        try (Channel channel = channel()) {
            return channel.messageCount(queue);
        } catch (TimeoutException | ShutdownSignalException e) {
            throw new IOException("the depth of %s is unknown".formatted(queue), e);
        }
    }

    private Connection connect() throws IOException {
        if (closed || (away && System.nanoTime() - lastAttempt < PAUSE.toNanos())) {
            throw new IOException("there is no connection to the broker");
        }
        lastAttempt = System.nanoTime();
        try {
            Connection opened = buffered ? brokerConnector.open(purpose) : brokerConnector.openUnbuffered(purpose);
            away = false;
            blocked = false;
            opened.addBlockedListener(this::blocked, this::unblocked);
            LOG.infof("broker connected purpose=%s address=%s", purpose, brokerConnector.address());
            return opened;
        } catch (IOException e) {
            LOG.logf(away ? Level.DEBUG : Level.WARN, "broker unreachable, retrying purpose=%s cause=%s", purpose, e);
            away = true;
            throw e;
        }
    }

    /** Whether it is open now. */
    public boolean isOpen() {
        Connection current = connection;
        return current != null && current.isOpen();
    }

    /** Whether the broker has blocked the connection, as it does when its disk or memory is full. */
    public boolean isBlocked() {
        return blocked && isOpen();
    }

    private void blocked(String reason) {
        blocked = true;
        LOG.warnf("connection blocked by the broker purpose=%s reason=%s", purpose, reason);
    }

    private void unblocked() {
        blocked = false;
        LOG.infof("connection unblocked purpose=%s", purpose);
    }

    /** Ends the connection at once; what the broker has not heard of by then, it has not heard of. */
    @Override
    public void close() {
        opening.lock();
        try {
            closed = true;
            if (connection != null) {
                connection.abort();
            }
        } finally {
            opening.unlock();
        }
    }
}

package dev.warren.deadletters.queue;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnector;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The queue {@code <service>.dead}. One reader at a time has all its letters in hand; when the reading ends, or the
 * connection, or the process, those that were not removed are back in their order. Quorum queues know no exclusive
 * consumers, so a reader that finds another one gives way, in this process and in others. Thread-safe.
 */
@ApplicationScoped
public class DeadLetterQueue {

    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 150;

    private final BrokerConnector brokerConnector;
    private final DeadLettersConfig config;
    private final int maxMessageBytes;
    private final String queue;
    private final ReentrantLock reading = new ReentrantLock(true);
    private Connection connection;
    /** Large dead letters after small ones exceeded the buffer: the next session reads them one by one. */
    private boolean oneByOne;

    public DeadLetterQueue(
            BrokerConnector brokerConnector,
            DeadLettersConfig config,
            AmqpConfig amqp,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.brokerConnector = brokerConnector;
        this.config = config;
        this.maxMessageBytes = amqp.maxMessageBytes();
        this.queue = service + ".dead";
    }

    /**
     * Gives every letter to the reader, up to {@code warren.dead-letters.max-browse}.
     *
     * @return how many there are behind that bound
     * @throws DeadLettersUnavailableException if the broker does not answer, or somebody else reads for longer than
     *     {@code warren.dead-letters.timeout}
     */
    public long read(DeadLetterReader reader) {
        return alone(() -> {
            long deadline = System.nanoTime() + config.timeout().toNanos();
            OptionalLong unread = tryRead(reader);
            while (unread.isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw busy();
                }
                pause();
                unread = tryRead(reader);
            }
            return unread.getAsLong();
        });
    }

    /** How many letters there are; empty while somebody has them in hand. */
    public OptionalLong count() {
        return alone(() -> {
            Channel channel = open().createChannel();
            try {
                AMQP.Queue.DeclareOk state = channel.queueDeclarePassive(queue);
                return state.getConsumerCount() > 0 ? OptionalLong.empty() : OptionalLong.of(state.getMessageCount());
            } finally {
                channel.abort();
            }
        });
    }

    private OptionalLong tryRead(DeadLetterReader reader) throws IOException {
        Channel channel = open().createChannel();
        try {
            AMQP.Queue.DeclareOk before = channel.queueDeclarePassive(queue);
            if (before.getConsumerCount() > 0) {
                return OptionalLong.empty();
            }
            int wanted = Math.min(before.getMessageCount(), config.maxBrowse());
            BrowseSession browseSession =
                    new BrowseSession(channel, queue, maxMessageBytes, config.timeout(), oneByOne);
            try (browseSession) {
                boolean done = wanted == 0 ? browseSession.findsNothing() : browse(browseSession, wanted, reader);
                return done ? OptionalLong.of(before.getMessageCount() - wanted) : OptionalLong.empty();
            } finally {
                oneByOne = browseSession.wasTooLarge();
            }
        } finally {
            channel.abort();
        }
    }

    /** Returns whether nobody else was there. */
    private boolean browse(BrowseSession browseSession, int wanted, DeadLetterReader reader) throws IOException {
        if (!browseSession.take(wanted)) {
            return false;
        }
        boolean goesOn = true;
        for (BrowsedDeadLetter letter = browseSession.next(); letter != null && goesOn; letter = browseSession.next()) {
            goesOn = reader.read(letter);
        }
        reader.end();
        return true;
    }

    private <T> T alone(Operation<T> operation) {
        try {
            if (!reading.tryLock(config.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                return operation.run();
            } finally {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLettersUnavailableException("The service stops.", e);
        } catch (IOException | ShutdownSignalException e) {
            throw new DeadLettersUnavailableException("The broker does not answer.", e);
        }
    }

    private Connection open() throws IOException {
        if (connection == null || !connection.isOpen()) {
            connection = brokerConnector.openUnbuffered("<- dead letters");
        }
        return connection;
    }

    private static DeadLettersUnavailableException busy() {
        return new DeadLettersUnavailableException("Another request is reading the dead letters.");
    }

    private static void pause() throws InterruptedException {
        Thread.sleep(
                Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_PAUSE_MILLIS, LONGEST_PAUSE_MILLIS)));
    }

    @PreDestroy
    void close() {
        if (connection != null) {
            connection.abort();
        }
    }

    private interface Operation<T> {
        T run() throws IOException, InterruptedException;
    }
}

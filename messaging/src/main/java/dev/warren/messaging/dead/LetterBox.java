package dev.warren.messaging.dead;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.messaging.amqp.AmqpConfig;
import dev.warren.messaging.amqp.Connections;
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
class LetterBox {

    private static final int SHORTEST_PAUSE_MILLIS = 20;
    private static final int LONGEST_PAUSE_MILLIS = 150;

    private final Connections connections;
    private final DeadLettersConfig config;
    private final int maxMessageBytes;
    private final String queue;
    private final ReentrantLock reading = new ReentrantLock(true);
    private Connection connection;
    /** After small letters came large ones, more than there was room for: the next reader takes care. */
    private boolean oneByOne;

    LetterBox(
            Connections connections,
            DeadLettersConfig config,
            AmqpConfig amqp,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.connections = connections;
        this.config = config;
        this.maxMessageBytes = amqp.maxMessageBytes();
        this.queue = service + ".dead";
    }

    /**
     * Gives every letter to the reader, up to {@code warren.dead-letters.max-browse}.
     *
     * @return how many there are behind that bound
     * @throws OutOfReachException if the broker does not answer, or somebody else reads for longer than
     *     {@code warren.dead-letters.patience}
     */
    long read(LetterReader reader) {
        return alone(() -> {
            long deadline = System.nanoTime() + config.patience().toNanos();
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
    OptionalLong count() {
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

    private OptionalLong tryRead(LetterReader reader) throws IOException {
        Channel channel = open().createChannel();
        try {
            AMQP.Queue.DeclareOk before = channel.queueDeclarePassive(queue);
            if (before.getConsumerCount() > 0) {
                return OptionalLong.empty();
            }
            int wanted = Math.min(before.getMessageCount(), config.maxBrowse());
            Tray tray = new Tray(channel, queue, maxMessageBytes, config.patience(), oneByOne);
            try (tray) {
                boolean done = wanted == 0 ? tray.findsNothing() : handOut(tray, wanted, reader);
                return done ? OptionalLong.of(before.getMessageCount() - wanted) : OptionalLong.empty();
            } finally {
                oneByOne = tray.wasTooLarge();
            }
        } finally {
            channel.abort();
        }
    }

    /** Returns whether nobody else was there. */
    private boolean handOut(Tray tray, int wanted, LetterReader reader) throws IOException {
        if (!tray.take(wanted)) {
            return false;
        }
        boolean goesOn = true;
        for (Taken letter = tray.next(); letter != null && goesOn; letter = tray.next()) {
            goesOn = reader.read(letter);
        }
        reader.end();
        return true;
    }

    private <T> T alone(Operation<T> operation) {
        try {
            if (!reading.tryLock(config.patience().toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
            try {
                return operation.run();
            } finally {
                reading.unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OutOfReachException("The service stops.", e);
        } catch (IOException | ShutdownSignalException e) {
            throw new OutOfReachException("The broker does not answer.", e);
        }
    }

    private Connection open() throws IOException {
        if (connection == null || !connection.isOpen()) {
            connection = connections.openUnbuffered("<- dead letters");
        }
        return connection;
    }

    private static OutOfReachException busy() {
        return new OutOfReachException("Somebody else is reading the letters.");
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

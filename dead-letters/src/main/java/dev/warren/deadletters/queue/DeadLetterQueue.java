package dev.warren.deadletters.queue;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.browse.BrowseSession;
import dev.warren.amqp.browse.DeliveryReader;
import dev.warren.amqp.browse.QueueBrowser;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
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

    private final QueueBrowser browser;
    private final DeadLettersConfig config;
    private final int maxMessageBytes;
    private final ReentrantLock reading = new ReentrantLock(true);

    public DeadLetterQueue(
            BrokerConnector brokerConnector,
            DeadLettersConfig config,
            AmqpConfig amqp,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.browser = new QueueBrowser(brokerConnector, "<- dead letters", service + ".dead", config.timeout());
        this.config = config;
        this.maxMessageBytes = amqp.maxMessageBytes();
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
        return alone(browser::count);
    }

    private OptionalLong tryRead(DeadLetterReader reader) throws IOException {
        return browser.browse(config.maxBrowse(), new Browsing(reader, maxMessageBytes, new HashSet<>()));
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
        } catch (IOException e) {
            throw new DeadLettersUnavailableException("The broker does not answer.", e);
        }
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
        browser.close();
    }

    /** Makes letters of messages. */
    private record Browsing(DeadLetterReader reader, int maxMessageBytes, Set<String> keys) implements DeliveryReader {

        @Override
        public boolean read(Delivery message, BrowseSession session) throws IOException {
            DeadLetter letter = DeadLetter.of(message.getProperties(), message.getBody(), maxMessageBytes);
            return reader.read(new BrowsedDeadLetter(letter, message, !keys.add(letter.key()), session));
        }

        @Override
        public void end() throws IOException {
            reader.end();
        }
    }

    private interface Operation<T> {
        T run() throws IOException, InterruptedException;
    }
}

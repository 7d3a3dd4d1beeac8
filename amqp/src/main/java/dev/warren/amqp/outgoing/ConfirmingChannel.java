package dev.warren.amqp.outgoing;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.amqp.Channels;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * One AMQP channel in confirm mode, used until it closes and never again. Every message that is given to it ends
 * confirmed, refused by the broker, or failed with the channel, in which case it is unknown whether it arrived.
 * Thread-safe.
 */
final class ConfirmingChannel {

    private static final Logger LOG = Logger.getLogger(ConfirmingChannel.class);
    private static final int LONGEST_KEY = 255;

    private final Channel channel;
    private final Duration patience;
    private final ReentrantLock publishing = new ReentrantLock();
    private final NavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();
    private volatile boolean ended;

    private ConfirmingChannel(Channel channel, Duration patience) {
        this.channel = channel;
        this.patience = patience;
    }

    /**
     * Opens a channel.
     *
     * @param patience how long a caller waits while others write, which takes long only where the broker holds the
     *     connection back
     */
    static ConfirmingChannel open(Connection connection, Duration patience) throws IOException {
        Channel channel = Channels.open(connection);
        ConfirmingChannel confirming = new ConfirmingChannel(channel, patience);
        channel.addConfirmListener(confirming::confirmed, confirming::refused);
        channel.addShutdownListener(confirming::closed);
        channel.confirmSelect();
        return confirming;
    }

    boolean isOpen() {
        return !ended && channel.isOpen();
    }

    /**
     * Publishes one message; the future completes with the broker's answer, or with an {@link UnpublishableException}
     * if the message cannot be written, of which the channel and the broker learn nothing.
     */
    CompletableFuture<Void> publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) {
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        try {
            requireWritable(key, properties, body);
            if (!publishing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("the broker blocks the connection");
            }
            try {
                write(exchange, key, properties, body, confirm);
            } finally {
                publishing.unlock();
            }
        } catch (IOException | TimeoutException | AlreadyClosedException | UnpublishableException e) {
            confirm.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            confirm.completeExceptionally(e);
        }
        return confirm;
    }

    /** The client finds out after it has counted the message, and from then on counts other than the broker. */
    private void requireWritable(String key, AMQP.BasicProperties properties, byte[] body) {
        int largest = channel.getConnection().getFrameMax();
        int size;
        try {
            size = properties.toFrame(channel.getChannelNumber(), body.length).size();
        } catch (IOException | RuntimeException e) {
            throw UnpublishableException.byClient(e.getMessage(), e);
        }
        if (largest > 0 && size > largest) {
            throw UnpublishableException.byClient(
                    "its headers take " + size + " bytes, and a frame has " + largest, null);
        }
        if (key.getBytes(StandardCharsets.UTF_8).length > LONGEST_KEY) {
            throw UnpublishableException.byClient("its routing key is longer than " + LONGEST_KEY + " bytes", null);
        }
    }

    /** Whatever goes wrong here ends the channel, whose count may differ from the broker's from now on. */
    private void write(
            String exchange, String key, AMQP.BasicProperties properties, byte[] body, CompletableFuture<Void> confirm)
            throws IOException {
        boolean written = false;
        try {
            unconfirmed.put(channel.getNextPublishSeqNo(), confirm);
            channel.basicPublish(exchange, key, properties, body);
            written = true;
        } finally {
            if (!written) {
                end(new IOException("the channel was given up"));
            }
        }
    }

    /** Nothing more is published over it, and what is on its way fails. */
    void end(IOException cause) {
        ended = true;
        settle(Long.MAX_VALUE, true, confirm -> confirm.completeExceptionally(cause));
        Thread.ofVirtual().name("ending-channel").start(() -> abort());
    }

    private void abort() {
        try {
            channel.abort();
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("closed already", e);
        }
    }

    private void confirmed(long tag, boolean multiple) {
        settle(tag, multiple, confirm -> confirm.complete(null));
    }

    private void refused(long tag, boolean multiple) {
        IOException refusal = new IOException("the broker refused the message");
        settle(tag, multiple, confirm -> confirm.completeExceptionally(refusal));
    }

    private void closed(ShutdownSignalException cause) {
        Throwable failure = SuspectMessageException.of(cause);
        settle(Long.MAX_VALUE, true, confirm -> confirm.completeExceptionally(failure));
    }

    private void settle(long tag, boolean multiple, Consumer<CompletableFuture<Void>> how) {
        for (Long settled :
                multiple ? List.copyOf(unconfirmed.headMap(tag, true).keySet()) : List.of(tag)) {
            CompletableFuture<Void> confirm = unconfirmed.remove(settled);
            if (confirm != null) {
                how.accept(confirm);
            }
        }
    }
}

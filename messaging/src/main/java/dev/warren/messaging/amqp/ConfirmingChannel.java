package dev.warren.messaging.amqp;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * One AMQP channel in confirm mode, used until it closes and never again. Every message that is given to it ends
 * confirmed, refused by the broker, or failed with the channel, in which case it is unknown whether it arrived.
 * Thread-safe.
 */
final class ConfirmingChannel {

    private final Channel channel;
    private final Duration patience;
    private final ReentrantLock publishing = new ReentrantLock();
    private final NavigableMap<Long, CompletableFuture<Void>> unconfirmed = new ConcurrentSkipListMap<>();

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
        Channel channel = connection.createChannel();
        if (channel == null) {
            throw new IOException("the broker allows no further channel");
        }
        ConfirmingChannel confirming = new ConfirmingChannel(channel, patience);
        channel.addConfirmListener(confirming::confirmed, confirming::refused);
        channel.addShutdownListener(confirming::closed);
        channel.confirmSelect();
        return confirming;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /** Publishes one message; the future completes with the broker's answer. */
    CompletableFuture<Void> publish(String exchange, String key, AMQP.BasicProperties properties, byte[] body) {
        CompletableFuture<Void> confirm = new CompletableFuture<>();
        try {
            if (!publishing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException("the broker holds the connection back");
            }
            try {
                unconfirmed.put(channel.getNextPublishSeqNo(), confirm);
                channel.basicPublish(exchange, key, properties, body);
            } finally {
                publishing.unlock();
            }
        } catch (IOException | TimeoutException | AlreadyClosedException e) {
            confirm.completeExceptionally(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            confirm.completeExceptionally(e);
        }
        return confirm;
    }

    private void confirmed(long tag, boolean multiple) {
        settle(tag, multiple, confirm -> confirm.complete(null));
    }

    private void refused(long tag, boolean multiple) {
        IOException refusal = new IOException("the broker refused the message");
        settle(tag, multiple, confirm -> confirm.completeExceptionally(refusal));
    }

    private void closed(ShutdownSignalException cause) {
        settle(Long.MAX_VALUE, true, confirm -> confirm.completeExceptionally(cause));
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

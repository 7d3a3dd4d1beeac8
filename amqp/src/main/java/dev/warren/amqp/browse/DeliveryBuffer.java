package dev.warren.amqp.browse;

import com.rabbitmq.client.Delivery;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Messages that have come and were not taken yet, no more than {@value #MOST_BYTES} bytes and one message: beyond that,
 * the thread that reads from the connection waits. It does not while the broker is told something, whose answer comes
 * through that thread; if several with more than {@value #MOST_BYTES_MEANWHILE} bytes are there then, they end.
 * Thread-safe.
 */
final class DeliveryBuffer implements AutoCloseable {

    static final int MOST_BYTES = 8 * 1024 * 1024;
    static final int MOST_BYTES_MEANWHILE = 2 * MOST_BYTES;

    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();
    private long bytes;
    private int commands;
    private boolean tooMany;

    /** A message has come; returns when there is room for the next. */
    synchronized void add(Delivery message) {
        if (tooMany) {
            return;
        }
        bytes += message.getBody().length;
        arrived.add(Optional.of(message));
        awaitRoom();
        if (bytes > MOST_BYTES_MEANWHILE && arrived.size() > 1) {
            tooMany = true;
            arrived.clear();
            end();
        }
    }

    /** No more will come. */
    void end() {
        arrived.add(Optional.empty());
    }

    /** Whether that is because there was no room for them. */
    synchronized boolean wereTooMany() {
        return tooMany;
    }

    /** The next one; null if none comes in time, empty after the last. */
    Optional<Delivery> poll(Duration wait) throws InterruptedException {
        Optional<Delivery> next = arrived.poll(wait.toNanos(), TimeUnit.NANOSECONDS);
        if (next != null && next.isPresent()) {
            took(next.get().getBody().length);
        }
        return next;
    }

    /** Tells the broker something, and lets everything come meanwhile. */
    <T> T during(Command<T> command) throws IOException {
        change(1);
        try {
            return command.run();
        } finally {
            change(-1);
        }
    }

    /** Nothing waits for room any more. */
    @Override
    public void close() {
        change(1);
    }

    private synchronized void took(long size) {
        bytes -= size;
        notifyAll();
    }

    private synchronized void change(int by) {
        commands += by;
        notifyAll();
    }

    private synchronized void awaitRoom() {
        try {
            while (bytes > MOST_BYTES && commands == 0) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the broker answers. */
    interface Command<T> {
        T run() throws IOException;
    }
}

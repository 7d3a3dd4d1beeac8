package dev.warren.amqp.incoming;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes acknowledgements to one AMQP channel on a thread of its own, many at once where their tags allow. Without that
 * thread there is no channel. What is not written when the channel closes, the broker delivers again. Thread-safe, and
 * no caller waits but that of {@link #close()}.
 */
final class AckBatcher implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(AckBatcher.class);
    /** How late the broker may know; meanwhile more are settled, and one acknowledgement does for many. */
    private static final Duration GATHERING = Duration.ofMillis(2);

    private static final Settlement END = new Settlement(Long.MAX_VALUE, false);

    private record Settlement(long tag, boolean done) {}

    private final Channel channel;
    private final BlockingQueue<Settlement> waiting = new LinkedBlockingQueue<>();
    private final TreeSet<Long> beyondGap = new TreeSet<>();
    private final Thread writer;
    private long settledUpTo;

    AckBatcher(Channel channel) {
        this.channel = channel;
        this.writer = Thread.ofVirtual().name("settlements").start(this::run);
    }

    /** The message leaves the queue. */
    void acknowledge(long tag) {
        waiting.add(new Settlement(tag, true));
    }

    /** The message goes back to the queue. */
    void giveBack(long tag) {
        waiting.add(new Settlement(tag, false));
    }

    private void run() {
        List<Settlement> batch = new ArrayList<>();
        try {
            while (!batch.contains(END)) {
                batch.clear();
                batch.add(waiting.take());
                LockSupport.parkNanos(GATHERING.toNanos());
                waiting.drainTo(batch);
                write(batch);
            }
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("the channel is closed", e);
        } catch (InterruptedException e) {
            LOG.debug("ended", e);
        } catch (Throwable e) { // whatever it is, the broker delivers again, over another channel
            LOG.error("acknowledging failed, closing the channel", e);
            giveUp();
        }
    }

    private void giveUp() {
        try {
            channel.abort();
        } catch (IOException e) {
            LOG.debug("the channel is closed", e);
        }
    }

    /** Up to the first tag that is still owed, one acknowledgement settles all; beyond, each needs its own. */
    private void write(List<Settlement> batch) throws IOException {
        List<Long> done = new ArrayList<>();
        for (Settlement settlement : batch) {
            if (settlement.done()) {
                done.add(settlement.tag());
            } else if (!settlement.equals(END)) {
                channel.basicNack(settlement.tag(), false, true);
            }
            beyondGap.add(settlement.tag());
        }
        closeGap();
        long last = done.stream()
                .mapToLong(Long::longValue)
                .filter(tag -> tag <= settledUpTo)
                .max()
                .orElse(0);
        if (last > 0) {
            channel.basicAck(last, true);
        }
        for (long tag : done) {
            if (tag > settledUpTo) {
                channel.basicAck(tag, false);
            }
        }
    }

    private void closeGap() {
        while (!beyondGap.isEmpty() && beyondGap.first() == settledUpTo + 1) {
            settledUpTo = beyondGap.pollFirst();
        }
    }

    /** Nothing is written any more but what is waiting. */
    void end() {
        waiting.add(END);
    }

    /** Returns when everything so far is written, or the channel is closed. */
    @Override
    public void close() {
        end();
        try {
            writer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package dev.warren.amqp.incoming;

import dev.warren.amqp.AmqpConfig;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Frees space in the window: republishes waiting messages to another queue, and acknowledges them once the broker has
 * confirmed. Messages beyond their flow's share go to the overflow, where the channel has one; a message that waits too
 * long goes to the end of its own queue, so that none is in flight until the broker's consumer timeout. Neither counts
 * as an attempt or as a redelivery. Thread-safe.
 */
final class OverflowMover implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(OverflowMover.class);
    private static final String OVERFLOW = "overflow";
    private static final int WAITING_PART = 4;

    private final ChannelSettings settings;
    private final Duration longestWait;
    private final FairScheduler fairScheduler;
    private final MessageMover messageMover;
    private final ConsumingMetrics metrics;
    private final Consumer<InFlightMessage> otherwise;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger moving = new AtomicInteger();

    /**
     * Moves nothing yet.
     *
     * @param otherwise gets a message that the other place did not take
     */
    OverflowMover(
            ChannelSettings settings,
            AmqpConfig config,
            FairScheduler fairScheduler,
            MessageMover messageMover,
            ConsumingMetrics metrics,
            Consumer<InFlightMessage> otherwise) {
        this.settings = settings;
        this.longestWait = config.messageTimeout().dividedBy(WAITING_PART);
        this.fairScheduler = fairScheduler;
        this.messageMover = messageMover;
        this.metrics = metrics;
        this.otherwise = otherwise;
    }

    /** How many messages are on their way. */
    int moving() {
        return moving.get();
    }

    /** Takes a message that arrives if it is beyond its flow's share. */
    boolean takes(InFlightMessage message) {
        boolean beyond =
                settings.overflow() && message.consumerChannel().window().excess(message.flow()) > 0;
        if (beyond) {
            move(message, OVERFLOW);
        }
        return beyond;
    }

    /** Takes those that wait, as far as they have to go. */
    void tend(ConsumerChannel consumerChannel) {
        withdraw(consumerChannel, settings.parkKey(), waiting(consumerChannel, longestWait));
        if (settings.overflow()) {
            consumerChannel.window().largestFlow().ifPresent(flow -> relieve(consumerChannel, flow));
        }
    }

    private List<InFlightMessage> waiting(ConsumerChannel consumerChannel, Duration longerThan) {
        return fairScheduler.withdraw(
                message -> message.consumerChannel() == consumerChannel
                        && message.age().compareTo(longerThan) > 0,
                Integer.MAX_VALUE);
    }

    /** Each one that goes takes one from the excess and adds one to the room: half of the excess is enough. */
    private void relieve(ConsumerChannel consumerChannel, String flow) {
        int excess = consumerChannel.window().excess(flow);
        List<InFlightMessage> newest = fairScheduler.withdraw(
                message -> message.consumerChannel() == consumerChannel && flow.equals(message.flow()),
                (excess + 1) / 2);
        withdraw(consumerChannel, OVERFLOW, newest);
    }

    private void withdraw(ConsumerChannel consumerChannel, String key, List<InFlightMessage> messages) {
        for (InFlightMessage message : messages) {
            consumerChannel.window().remove(message);
            move(message, key);
        }
    }

    private void move(InFlightMessage message, String key) {
        moving.incrementAndGet();
        executor.execute(() -> {
            try {
                messageMover.move(message.bytes(), ChannelEmitter.metadata(message), key);
                message.consumerChannel().acknowledge(message);
                metrics.moved(settings.queue(), key);
            } catch (RuntimeException e) {
                LOG.debugf(e, "message not moved, stays in flight queue=%s", settings.queue());
                otherwise.accept(message);
            } finally {
                moving.decrementAndGet();
            }
        });
    }

    /** Returns when nothing is on its way any more, or soon. */
    @Override
    public void close() {
        executor.shutdown();
    }
}

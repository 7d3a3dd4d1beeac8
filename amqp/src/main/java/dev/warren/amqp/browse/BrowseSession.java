package dev.warren.amqp.browse;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browse session: messages delivered to one reader, unacknowledged until the channel closes. They come in portions,
 * each over a consumer of its own whose prefetch is the portion: the first portion is a single message, and each of the
 * following may be twice as large where messages are small. No more of a portion is read from the connection than fits
 * into the buffer, except while a command is sent to the broker: a portion that is too large then ends the session.
 * Used by one thread.
 */
public final class BrowseSession implements AutoCloseable {

    private static final int LARGEST_PORTION = 400;

    /** The broker keeps more acknowledgements to itself while the queue is busy, and forgets them with the channel. */
    private static final int MOST_UNSETTLED = 16;

    private static final Duration LULL = Duration.ofSeconds(1);
    private static final Duration MOMENT = Duration.ofMillis(50);

    private final Channel channel;
    private final String queue;
    private final Duration patience;
    private final DeliveryBuffer arrived = new DeliveryBuffer();
    private int portions;
    private final int largestPortion;
    private int portion = 1;
    private int leftInPortion;
    private int left;
    private long largest = 1;

    /** @param oneByOne whether each message is ordered by itself, which is slow, and takes the least memory */
    BrowseSession(Channel channel, String queue, Duration patience, boolean oneByOne) {
        this.channel = channel;
        this.queue = queue;
        this.patience = patience;
        this.largestPortion = oneByOne ? 1 : LARGEST_PORTION;
    }

    /** Begins to take messages. Returns whether nobody else does. */
    boolean take(int wanted) throws IOException {
        left = wanted;
        channel.addShutdownListener(cause -> arrived.end());
        order(portion);
        return isAlone(state());
    }

    /** Whether there is nothing to take, and nobody else: of a queue that is slow to answer, the broker says so too. */
    boolean findsNothing() throws IOException {
        order(1);
        return saysEmpty() && poll(MOMENT) == null;
    }

    /** The next message; null after the last. */
    Delivery next() throws IOException {
        if (left == 0) {
            return null;
        }
        if (leftInPortion == 0) {
            portion = nextPortion();
            largest = 1;
            order(Math.min(portion, left));
        }
        Delivery delivery = await();
        if (delivery == null) {
            return null;
        }
        left--;
        leftInPortion--;
        largest = Math.max(largest, delivery.getBody().length);
        return delivery;
    }

    /**
     * Takes messages out of the queue for good; returns when they are.
     *
     * @throws IOException if the broker does not answer; some of them may be out then
     */
    public void remove(List<Delivery> messages) throws IOException {
        try {
            acknowledge(messages);
        } catch (ShutdownSignalException e) {
            throw new IOException("the connection is lost", e);
        }
    }

    private void acknowledge(List<Delivery> messages) throws IOException {
        int unsettled = 0;
        for (Delivery message : messages) {
            channel.basicAck(message.getEnvelope().getDeliveryTag(), false);
            unsettled++;
            if (unsettled == MOST_UNSETTLED) {
                settle();
                unsettled = 0;
            }
        }
        settle();
    }

    /**
     * Waits until the queue has taken the acknowledgements in, for which AMQP has no answer. It has one for whoever
     * orders messages, and the queue does both in turn.
     */
    private void settle() throws IOException {
        order(1);
    }

    /** The tags are in order because the broker gives back in the order of tags. */
    private void order(int portion) throws IOException {
        arrived.during(() -> consume(portion));
        portions++;
        leftInPortion = Math.min(leftInPortion + portion, left);
    }

    private String consume(int portion) throws IOException {
        channel.basicQos(portion);
        return channel.basicConsume(
                queue,
                false,
                "portion-%05d".formatted(portions),
                false,
                false,
                Map.of(),
                (tag, delivery) -> arrived.add(delivery),
                tag -> arrived.end());
    }

    /** As many as there is room for if they are as large as the largest of the last ones. */
    private int nextPortion() {
        return Math.clamp(DeliveryBuffer.MOST_BYTES / largest, 1, Math.min(2 * portion, largestPortion));
    }

    /** Whether the reading ended because there was no room for a portion. */
    boolean wasTooLarge() {
        return arrived.wereTooMany();
    }

    /**
     * A message that somebody takes before seeing that he is not alone comes a moment later, and so does one of a slow
     * broker; one that was taken out of the queue in between never does.
     */
    private Delivery await() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        Optional<Delivery> next = poll(LULL);
        while (next == null && !isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("the messages are not delivered; another reader may have them");
            }
            next = poll(LULL);
        }
        if (next == null) {
            next = poll(LULL);
        }
        if (next != null && next.isEmpty()) {
            throw new IOException("the broker has closed the channel");
        }
        return next == null ? null : next.get();
    }

    /** Whether the queue has no message for us: what it gave before it says so is here, as its answers are in order. */
    private boolean isEmpty() throws IOException {
        settle();
        return saysEmpty();
    }

    private boolean saysEmpty() throws IOException {
        AMQP.Queue.DeclareOk state = state();
        return isAlone(state) && state.getMessageCount() == 0;
    }

    /** A broker that does not hear from the queue in time knows neither its messages nor our consumers. */
    private boolean isAlone(AMQP.Queue.DeclareOk state) {
        return state.getConsumerCount() == portions;
    }

    private AMQP.Queue.DeclareOk state() throws IOException {
        return arrived.during(() -> channel.queueDeclarePassive(queue));
    }

    /** Nothing more is taken; what comes is not waited for. */
    @Override
    public void close() {
        arrived.close();
    }

    private Optional<Delivery> poll(Duration longest) throws IOException {
        try {
            return arrived.poll(longest);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while reading messages", e);
        }
    }
}

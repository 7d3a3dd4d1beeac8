package dev.warren.deadletters.held;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import dev.warren.deadletters.held.HeldQueue.Pass;
import dev.warren.messaging.WarrenHeaders;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * One pass over the held messages. A quorum queue knows no exclusive consumer: who sees another one steps back. Used by
 * one thread.
 */
final class HeldQueuePass {

    private static final int TOGETHER = 20;
    private static final String BACK = "held";
    private static final Duration LULL = Duration.ofSeconds(1);

    private final Channel channel;
    private final String queue;
    private final String release;
    private final Predicate<HeldQueueEntry> mayGo;
    private final long pauseNanos;
    private final BlockingQueue<Optional<Delivery>> arrived = new LinkedBlockingQueue<>();
    private long nextRelease = System.nanoTime();

    HeldQueuePass(Channel channel, String service, Predicate<HeldQueueEntry> mayGo, int perSecond) {
        this.channel = channel;
        this.queue = service + ".held";
        this.release = service + ".events";
        this.mayGo = mayGo;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    Pass run(HeldMessageRepublisher heldMessageRepublisher) throws IOException, InterruptedException {
        AMQP.Queue.DeclareOk before = channel.queueDeclarePassive(queue);
        if (before.getConsumerCount() > 0) {
            return Pass.BUSY;
        }
        int left = before.getMessageCount();
        if (left == 0) {
            return Pass.DONE;
        }
        consume();
        if (channel.queueDeclarePassive(queue).getConsumerCount() > 1) {
            return Pass.BUSY;
        }
        for (List<Delivery> next = take(left); !next.isEmpty(); next = take(left)) {
            move(next, heldMessageRepublisher);
            left -= next.size();
        }
        return left == 0 ? Pass.DONE : Pass.BUSY;
    }

    private void consume() throws IOException {
        channel.addShutdownListener(cause -> arrived.add(Optional.empty()));
        channel.basicQos(TOGETHER);
        channel.basicConsume(
                queue,
                false,
                (tag, delivery) -> arrived.add(Optional.of(delivery)),
                tag -> arrived.add(Optional.empty()));
    }

    /** As many as are there and fit; none when all have been taken, or somebody else has them. */
    private List<Delivery> take(int left) throws IOException, InterruptedException {
        List<Delivery> taken = new ArrayList<>();
        while (taken.size() < Math.min(TOGETHER, left)) {
            Optional<Delivery> next =
                    taken.isEmpty() ? arrived.poll(LULL.toMillis(), TimeUnit.MILLISECONDS) : arrived.poll();
            if (next == null) {
                return taken;
            }
            taken.add(next.orElseThrow(() -> new IOException("the broker has closed the channel")));
        }
        return taken;
    }

    private void move(List<Delivery> messages, HeldMessageRepublisher heldMessageRepublisher)
            throws IOException, InterruptedException {
        for (Delivery message : messages) {
            if (mayGo.test(HeldQueueEntry.of(message))) {
                awaitRelease();
                heldMessageRepublisher.publish(message, release, Set.of(WarrenHeaders.AWAITED));
            } else {
                heldMessageRepublisher.publish(message, BACK, Set.of());
            }
        }
        heldMessageRepublisher.confirm();
        channel.basicAck(messages.getLast().getEnvelope().getDeliveryTag(), true);
    }

    private void awaitRelease() throws InterruptedException {
        long now = System.nanoTime();
        if (nextRelease - now > 0) {
            TimeUnit.NANOSECONDS.sleep(nextRelease - now);
        }
        nextRelease = Math.max(nextRelease, now) + pauseNanos;
    }
}

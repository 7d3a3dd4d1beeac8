package dev.warren.deadletters.held;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import dev.warren.amqp.PropertiesSanitizer;
import dev.warren.amqp.browse.PrefetchWindow;
import dev.warren.amqp.outgoing.BatchPublisher;
import dev.warren.deadletters.held.HeldQueue.Pass;
import dev.warren.messaging.WarrenHeaders;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One pass over the held messages, which are put into the service's parking exchange again. Used by one thread. */
final class HeldQueuePass {

    private static final String BACK = "held";

    private final PrefetchWindow window;
    private final BatchPublisher batchPublisher;
    private final String exchange;
    private final String release;
    private final Predicate<HeldQueueEntry> mayGo;
    private final long pauseNanos;
    private long nextRelease = System.nanoTime();

    HeldQueuePass(
            PrefetchWindow window,
            BatchPublisher batchPublisher,
            String service,
            Predicate<HeldQueueEntry> mayGo,
            int perSecond) {
        this.window = window;
        this.batchPublisher = batchPublisher;
        this.exchange = service + ".park";
        this.release = service + ".events";
        this.mayGo = mayGo;
        this.pauseNanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    Pass run() throws IOException, InterruptedException {
        OptionalInt before = window.begin();
        if (before.isEmpty()) {
            return Pass.BUSY;
        }
        int left = before.getAsInt();
        if (left == 0) {
            return Pass.DONE;
        }
        for (List<Delivery> next = window.take(left); !next.isEmpty(); next = window.take(left)) {
            move(next);
            left -= next.size();
        }
        return left == 0 ? Pass.DONE : Pass.BUSY;
    }

    private void move(List<Delivery> messages) throws IOException, InterruptedException {
        for (Delivery message : messages) {
            if (mayGo.test(HeldQueueEntry.of(message))) {
                awaitRelease();
                publish(message, release, Set.of(WarrenHeaders.AWAITED));
            } else {
                publish(message, BACK, Set.of());
            }
        }
        batchPublisher.confirm();
        window.remove(messages);
    }

    /** As it is, without the headers named. */
    private void publish(Delivery message, String key, Set<String> without) throws IOException {
        Map<String, Object> headers = PropertiesSanitizer.headers(HeldQueueEntry.headers(message));
        headers.keySet().removeAll(WarrenHeaders.ACTED_ON);
        headers.keySet().removeAll(without);
        AMQP.BasicProperties properties = PropertiesSanitizer.of(message.getProperties())
                .builder()
                .headers(headers)
                .build();
        batchPublisher.publish(exchange, key, properties, message.getBody());
    }

    private void awaitRelease() throws InterruptedException {
        long now = System.nanoTime();
        if (nextRelease - now > 0) {
            TimeUnit.NANOSECONDS.sleep(nextRelease - now);
        }
        nextRelease = Math.max(nextRelease, now) + pauseNanos;
    }
}

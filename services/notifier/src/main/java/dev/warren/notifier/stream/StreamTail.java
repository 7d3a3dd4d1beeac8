package dev.warren.notifier.stream;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.ShutdownSignalException;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Follows the end of the log for as long as the service lives. After a lost connection it goes on where it was, so
 * every message reaches the window exactly once and in order.
 */
@Singleton
class StreamTail {

    private static final Logger LOG = Logger.getLogger(StreamTail.class);
    private static final Duration MIN_BACKOFF = Duration.ofMillis(250);

    /**
     * A log that has something delivers it before that is over; if not, clients are told a position too early in it.
     */
    private static final Duration EMPTY_AFTER = Duration.ofSeconds(2);

    private final DeliveryStream deliveryStream;
    private final SseFrameFactory sseFrameFactory;
    private final FrameWindow window;
    private final Subscribers subscribers;
    private final StreamMetrics metrics;
    private final NotifierConfig.Stream config;
    private final Thread thread = Thread.ofVirtual().name("tail").unstarted(this::run);

    private volatile Channel reading;
    private boolean continuous;
    private StreamPosition last;
    private String origin = DeliveryStream.LAST;

    StreamTail(
            DeliveryStream deliveryStream,
            SseFrameFactory sseFrameFactory,
            FrameWindow window,
            Subscribers subscribers,
            StreamMetrics metrics,
            NotifierConfig config) {
        this.deliveryStream = deliveryStream;
        this.sseFrameFactory = sseFrameFactory;
        this.window = window;
        this.subscribers = subscribers;
        this.metrics = metrics;
        this.config = config.stream();
    }

    void start(@Observes StartupEvent event) {
        thread.start();
    }

    void stop(@Observes ShutdownEvent event) {
        thread.interrupt();
    }

    /** Whether what is published now arrives here, and is known to follow what was before. */
    boolean connected() {
        return reading != null && window.end().isPresent();
    }

    private void run() {
        Duration pause = MIN_BACKOFF;
        try {
            while (true) {
                pause = follow() ? MIN_BACKOFF : doubled(pause);
                Thread.sleep(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("the service stops");
        }
    }

    private Duration doubled(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(config.maxBackoff()) < 0 ? twice : config.maxBackoff();
    }

    /** Reads until the connection is lost. Returns whether there was one. */
    private boolean follow() throws InterruptedException {
        Connection connection;
        try {
            connection = deliveryStream.connect("tail");
        } catch (IOException e) {
            LOG.warnf("broker unreachable, retrying cause=%s", e.toString());
            return false;
        }
        try {
            read(connection.createChannel());
            return true;
        } catch (IOException | ShutdownSignalException e) {
            LOG.warnf("results log cannot be read position=%s cause=%s", last, e.getCause() == null ? e : e.getCause());
            return false;
        } finally {
            begin(null);
            connection.abort();
        }
    }

    private void read(Channel channel) throws IOException, InterruptedException {
        CountDownLatch arrived = new CountDownLatch(1);
        CountDownLatch gone = new CountDownLatch(1);
        channel.addShutdownListener(cause -> gone.countDown());
        Object from = begin(channel);
        deliveryStream.read(
                channel,
                from,
                (tag, delivery) -> {
                    take(delivery, channel);
                    arrived.countDown();
                    channel.basicAck(delivery.getEnvelope().getDeliveryTag(), false);
                },
                gone::countDown);
        LOG.infof("following the results log from=%s", from);
        if (arrives(arrived) || nothingYet(gone)) {
            gone.await();
        }
    }

    /** Whether something comes, in the time that it takes if there is anything. */
    private boolean arrives(CountDownLatch arrived) throws InterruptedException {
        Duration limit = config.brokerTimeout();
        if (isUnknown() && limit.compareTo(EMPTY_AFTER) > 0) {
            limit = EMPTY_AFTER;
        }
        return arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private synchronized boolean isUnknown() {
        return last == null;
    }

    /**
     * From now on only this channel counts; another one may still be handing over what it had. Returns where to begin.
     */
    private synchronized Object begin(Channel channel) {
        reading = channel;
        continuous = false;
        return last == null ? origin : last.offset();
    }

    /**
     * Where to begin was asked for inclusively, so that the first message proves that it is the same log and none is
     * missing.
     */
    private synchronized void take(Delivery delivery, Channel channel) {
        if (!channel.equals(reading)) {
            return;
        }
        SseFrame frame = sseFrameFactory.of(delivery);
        boolean again = frame.position().equals(last);
        if (!continuous && !again) {
            window.clear();
        }
        continuous = true;
        if (!again) {
            last = frame.position();
            window.append(frame);
            metrics.received(frame);
            subscribers.wake();
        }
    }

    /**
     * Nothing came, or only just now. Without a position the log is empty and whatever comes is its first message. With
     * a position it is no longer the log that was followed, because that one has a message there: returns false, to
     * begin anew.
     */
    private synchronized boolean nothingYet(CountDownLatch gone) {
        if (gone.getCount() == 0) {
            return false;
        }
        if (continuous) {
            return true;
        }
        origin = DeliveryStream.FIRST;
        if (last == null) {
            window.beginEmpty();
            subscribers.wake();
            return true;
        }
        LOG.warnf("stream was recreated, restarting position=%s", last);
        last = null;
        window.clear();
        return false;
    }
}

package dev.warren.notifier.stream;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.stream.StreamOffset;
import dev.warren.amqp.stream.StreamReader;
import dev.warren.notifier.NotifierConfig;
import dev.warren.notifier.stream.request.StreamPosition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
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

    private volatile boolean reading;
    private boolean continuous;
    private StreamPosition last;
    private StreamOffset origin = StreamOffset.last();

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
        return reading && window.end().isPresent();
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
        StreamOffset from = last == null ? origin : StreamOffset.at(last.offset());
        boolean began = false;
        continuous = false;
        try (BrokerConnection connection = deliveryStream.connection("tail");
                StreamReader reader = deliveryStream.read(connection, from)) {
            LOG.infof("following the log: from=%s", from.argument());
            began = true;
            reading = true;
            read(reader);
        } catch (IOException e) {
            LOG.warnf("the log cannot be read: position=%s cause=%s", last, e.getCause() == null ? e : e.getCause());
        } finally {
            reading = false;
        }
        return began;
    }

    private void read(StreamReader reader) throws IOException, InterruptedException {
        Delivery first = reader.next(limit());
        if (first == null && !beginsEmpty()) {
            return;
        }
        for (Delivery next = first == null ? reader.next() : first; ; next = reader.next()) {
            take(next);
        }
    }

    /** How long it takes until something comes, if there is anything. */
    private Duration limit() {
        Duration limit = config.brokerTimeout();
        return last == null && limit.compareTo(EMPTY_AFTER) > 0 ? EMPTY_AFTER : limit;
    }

    /**
     * Where to begin was asked for inclusively, so that the first message proves that it is the same log and none is
     * missing.
     */
    private void take(Delivery delivery) {
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
     * Nothing came. Without a position the log is empty and whatever comes is its first message. With a position it is
     * no longer the log that was followed, because that one has a message there: returns false, to begin anew.
     */
    private boolean beginsEmpty() {
        origin = StreamOffset.first();
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

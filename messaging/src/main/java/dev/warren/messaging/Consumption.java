package dev.warren.messaging;

import dev.warren.messaging.amqp.AmqpConfig;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/**
 * Puts decoding, retry and dead-lettering around a handler. To be called on a virtual thread: it blocks while the
 * handler works and while the broker confirms. Thread-safe.
 */
@ApplicationScoped
public class Consumption {

    private static final Logger LOG = Logger.getLogger(Consumption.class);
    private static final String EXHAUSTED = "retries-exhausted";
    private static final String EVENT_KEY = "event";
    private static final int MAX_LOGGED = 300;

    private final CloudEventCodec codec;
    private final Parking parking;
    private final DeadLetters deadLetters;
    private final MessagingMetrics metrics;
    private final WorkInProgress work;
    private final AmqpConfig config;

    Consumption(
            CloudEventCodec codec,
            Parking parking,
            DeadLetters deadLetters,
            MessagingMetrics metrics,
            WorkInProgress work,
            AmqpConfig config) {
        this.codec = codec;
        this.parking = parking;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.work = work;
        this.config = config;
    }

    /**
     * Processes one CloudEvent to an end: handled, parked for later, or dead-lettered with its reason. When it returns,
     * the end has been confirmed and the message may be acknowledged. When it throws, nowhere took the message, and it
     * must be given back to its queue; it waits a moment before it throws.
     */
    public void handle(byte[] body, IncomingRabbitMQMetadata metadata, EventHandler handler) {
        handle(body, metadata, codec, handler);
    }

    /**
     * As {@link #handle(byte[], IncomingRabbitMQMetadata, EventHandler)}, for messages that are not CloudEvents yet.
     */
    public void handle(byte[] body, IncomingRabbitMQMetadata metadata, MessageDecoder decoder, EventHandler handler) {
        work.begin();
        long start = System.nanoTime();
        Ending ending = Ending.REQUEUED;
        try {
            ending = process(Arrival.of(body, metadata), decoder, handler);
        } catch (RuntimeException e) {
            LOG.errorf("message requeued cause=%s", e.getClass().getName());
            Pause.of(config.requeuePause());
            throw e;
        } finally {
            metrics.consumed(ending, Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(EVENT_KEY);
            work.end();
        }
    }

    private Ending process(Arrival arrival, MessageDecoder decoder, EventHandler handler) {
        Delivery delivery;
        try {
            delivery = arrival.delivery(decoder.decode(arrival.body(), arrival.metadata()));
        } catch (MalformedMessageException e) {
            return deadLetter(arrival, e.reason(), e);
        }
        MDC.put(
                EVENT_KEY,
                Text.bounded(
                        delivery.event().getSource() + " " + delivery.event().getId(), MAX_LOGGED));
        try {
            handler.on(delivery);
            return Ending.ACKNOWLEDGED;
        } catch (PermanentFailureException e) {
            return deadLetter(e.pending().isEmpty() ? arrival : arrival.leaving(e.pending()), e.code(), e);
        } catch (RetryLaterException e) {
            return retry(arrival.leaving(e.pending()), delivery.event(), handler, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while handling a message", e);
        } catch (Throwable e) {
            return retry(arrival, delivery.event(), handler, e);
        }
    }

    private Ending retry(Arrival arrival, CloudEvent event, EventHandler handler, Throwable failure) {
        Optional<String> delay = parking.delayAfter(arrival.attempt());
        if (delay.isEmpty()) {
            handler.onExhausted(arrival.delivery(event), failure);
            return deadLetter(arrival, EXHAUSTED, failure);
        }
        parking.park(arrival, delay.get());
        LOG.warnf(
                "message parked attempt=%d delay=%s cause=%s",
                arrival.attempt(), delay.get(), failure.getClass().getName());
        return Ending.PARKED;
    }

    private Ending deadLetter(Arrival arrival, String reason, Throwable failure) {
        deadLetters.add(arrival, reason, failure);
        LOG.warnf(
                "message dead-lettered reason=%s attempt=%d cause=%s",
                reason, arrival.attempt(), failure.getClass().getName());
        return Ending.DEAD_LETTERED;
    }
}

package dev.warren.messaging;

import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.amqp.AmqpConfig;
import dev.warren.messaging.amqp.UnpublishableException;
import dev.warren.messaging.incoming.WorkInProgress;
import io.cloudevents.CloudEvent;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;
import org.jboss.logging.MDC;

/**
 * Puts decoding, retry and dead-lettering around a handler. To be called on a virtual thread: it blocks while the
 * handler works and while the broker confirms. Thread-safe.
 */
@ApplicationScoped
public class Consumption {

    private static final Logger LOG = Logger.getLogger(Consumption.class);
    private static final String EXHAUSTED = "retries-exhausted";
    private static final String UNREADABLE = "unreadable";
    private static final String UNPUBLISHABLE = "unpublishable";
    private static final String EVENT_KEY = "event";
    private static final int MAX_LOGGED = 300;

    private final CloudEventCodec codec;
    private final Parking parking;
    private final DeadLetters deadLetters;
    private final MessagingMetrics metrics;
    private final WorkInProgress inProgress;
    private final AmqpConfig config;
    private final AtomicInteger held = new AtomicInteger();

    Consumption(
            CloudEventCodec codec,
            Parking parking,
            DeadLetters deadLetters,
            MessagingMetrics metrics,
            WorkInProgress inProgress,
            AmqpConfig config) {
        this.codec = codec;
        this.parking = parking;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
        this.inProgress = inProgress;
        this.config = config;
    }

    /**
     * Processes one CloudEvent to an end: handled, parked for later, dead-lettered with its reason, or given back to
     * its queue. The end has been confirmed when it returns, and what is left is the acknowledgement or its opposite,
     * which the channel sends when the calling method returns.
     *
     * <p>An outage is no end: as long as the broker confirms nothing, or the handler says so by a
     * {@link HoldException}, the message stays in hand and its handling is repeated. When that lasts longer than
     * {@code warren.amqp.hold-limit}, a message that its handler holds waits in the shortest delay queue as the attempt
     * that it was. A message goes back to its queue when the broker confirms nothing for so long, when the service
     * stops before it was through, and when the connection that it came over is gone.
     *
     * @throws IllegalStateException if the message has to go back and did not come over one of the service's channels
     */
    public void handle(byte[] body, IncomingRabbitMQMetadata metadata, EventHandler handler) {
        handle(body, metadata, codec, handler);
    }

    /**
     * As {@link #handle(byte[], IncomingRabbitMQMetadata, EventHandler)}, for messages that are not CloudEvents yet.
     */
    public void handle(byte[] body, IncomingRabbitMQMetadata metadata, MessageDecoder decoder, EventHandler handler) {
        long start = System.nanoTime();
        Ending ending = Ending.REQUEUED;
        try {
            ending = end(Arrival.of(body, metadata), decoder, handler);
        } finally {
            metrics.consumed(ending, Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(EVENT_KEY);
        }
        if (ending == Ending.REQUEUED) {
            inProgress.giveBack(metadata);
        }
    }

    /** The handler works, and what follows from that is done; each is repeated by itself. */
    private Ending end(Arrival arrival, MessageDecoder decoder, EventHandler handler) {
        try {
            Supplier<Ending> consequence = patiently(arrival, () -> work(arrival, decoder, handler));
            return patiently(arrival, () -> orDeadLetter(arrival, consequence));
        } catch (HoldException e) {
            return heldTooLong(arrival, e);
        } catch (RuntimeException e) {
            return givenBack(arrival, e);
        }
    }

    private Ending orDeadLetter(Arrival arrival, Supplier<Ending> consequence) {
        try {
            return consequence.get();
        } catch (UnpublishableException e) {
            return deadLetter(arrival, UNPUBLISHABLE, e);
        }
    }

    /**
     * Repeats a step for as long as the broker confirms nothing or the handler says so, which is a warning once for all
     * that are held at the same time; throws when the message can be held no longer.
     */
    private <T> T patiently(Arrival arrival, Supplier<T> step) {
        Optional<T> result = attempt(arrival, step);
        if (result.isPresent()) {
            return result.get();
        }
        try {
            LOG.logf(held.getAndIncrement() == 0 ? Level.WARN : Level.DEBUG, "broker or database away, held in hand");
            while (result.isEmpty()) {
                metrics.held();
                Pause.of(config.requeuePause());
                result = attempt(arrival, step);
            }
            return result.get();
        } finally {
            held.decrementAndGet();
        }
    }

    private <T> Optional<T> attempt(Arrival arrival, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            if (!isOutage(e) || !mayBeHeld(arrival.metadata())) {
                throw e;
            }
            LOG.debugf("held in hand cause=%s", e);
            return Optional.empty();
        }
    }

    private boolean mayBeHeld(IncomingRabbitMQMetadata message) {
        return !inProgress.isStopping() && timeLeft(message).isPositive();
    }

    private Duration timeLeft(IncomingRabbitMQMetadata message) {
        return inProgress.timeLeft(message, config.holdLimit());
    }

    private static boolean isOutage(RuntimeException failure) {
        return failure instanceof HoldException || UnconfirmedException.isBehind(failure);
    }

    /** The broker is there: it gives the message back after a while, uncounted. */
    private Ending heldTooLong(Arrival arrival, HoldException outage) {
        if (inProgress.isStopping() || !inProgress.isHeld(arrival.metadata())) {
            return givenBack(arrival, outage);
        }
        try {
            parking.postpone(arrival);
            LOG.warnf("held for too long, postponed attempt=%d cause=%s", arrival.attempt(), outage.getMessage());
            return Ending.PARKED;
        } catch (UnconfirmedException | UnpublishableException e) {
            return givenBack(arrival, e);
        }
    }

    /** Where the service stops or the connection is gone, that is in order; else the message may come again at once. */
    private Ending givenBack(Arrival arrival, RuntimeException cause) {
        if (inProgress.isStopping() || !inProgress.isHeld(arrival.metadata())) {
            LOG.debugf("message given back cause=%s", cause);
        } else {
            LOG.warnf("message given back cause=%s", cause);
            Pause.of(config.requeuePause());
        }
        return Ending.REQUEUED;
    }

    private Supplier<Ending> work(Arrival arrival, MessageDecoder decoder, EventHandler handler) {
        Delivery delivery;
        try {
            delivery = delivery(arrival, decoder.decode(arrival.body(), arrival.metadata()));
        } catch (MalformedMessageException e) {
            return () -> deadLetter(arrival, e.reason(), e);
        } catch (RuntimeException | StackOverflowError e) {
            return () -> deadLetter(arrival, UNREADABLE, e);
        }
        CloudEvent event = delivery.event();
        MDC.put(EVENT_KEY, Text.bounded(event.getSource() + " " + event.getId(), MAX_LOGGED));
        try {
            handler.on(delivery);
            return () -> Ending.ACKNOWLEDGED;
        } catch (Throwable e) {
            return consequence(arrival, event, handler, e);
        }
    }

    private Delivery delivery(Arrival arrival, CloudEvent event) {
        return arrival.delivery(event, () -> timeLeft(arrival.metadata()), () -> demandOurs(arrival));
    }

    /** What follows for a message that somebody else has by now is for that one to say. */
    private void demandOurs(Arrival arrival) {
        if (inProgress.isLost(arrival.metadata())) {
            throw new IllegalStateException("its connection is gone, the broker delivers it again");
        }
    }

    private Supplier<Ending> consequence(Arrival arrival, CloudEvent event, EventHandler handler, Throwable failure) {
        if (inProgress.isStopping() || failure instanceof InterruptedException) {
            throw new IllegalStateException("the work was ended before it was done", failure);
        }
        return switch (failure) {
            case PermanentFailureException e -> () -> deadLetter(failed(arrival, e), e.code(), e);
            case RetryLaterException e -> () -> retry(arrival.leaving(e.pending()), event, handler, e);
            case RuntimeException e when isOutage(e) -> throw e;
            case RuntimeException e
            when UnpublishableException.isCertainBehind(e) -> () -> deadLetter(arrival, UNPUBLISHABLE, e);
            case AwaitReleaseException e -> hold(arrival, event, handler, e);
            case PostponeException e -> postpone(arrival, event, handler, e);
            default -> () -> retry(arrival, event, handler, failure);
        };
    }

    /** What waits goes first: if it is put there a second time, its work is found done. */
    private Supplier<Ending> hold(Arrival arrival, CloudEvent event, EventHandler handler, AwaitReleaseException why) {
        Supplier<Ending> rest = rest(arrival, event, handler, why.getCause(), Ending.HELD);
        return () -> {
            why.parts().forEach(part -> hold(arrival, part));
            LOG.infof("message held attempt=%d", arrival.attempt());
            return rest.get();
        };
    }

    private void hold(Arrival arrival, Part part) {
        demandOurs(arrival);
        parking.hold(arrival.leaving(part.pending()), part.awaited());
    }

    private Supplier<Ending> postpone(Arrival arrival, CloudEvent event, EventHandler handler, PostponeException why) {
        Supplier<Ending> rest = rest(arrival, event, handler, why.getCause(), Ending.PARKED);
        return () -> {
            demandOurs(arrival);
            parking.postpone(arrival.leaving(why.pending()));
            LOG.infof("message postponed attempt=%d cause=%s", arrival.attempt(), why.getMessage());
            return rest.get();
        };
    }

    private Supplier<Ending> rest(
            Arrival arrival, CloudEvent event, EventHandler handler, Throwable ending, Ending nothingElse) {
        return ending == null ? () -> nothingElse : consequence(arrival, event, handler, ending);
    }

    private static Arrival failed(Arrival arrival, PermanentFailureException failure) {
        return failure.pending().isEmpty() ? arrival : arrival.leaving(failure.pending());
    }

    private Ending retry(Arrival arrival, CloudEvent event, EventHandler handler, Throwable failure) {
        demandOurs(arrival);
        Optional<String> delay = parking.delayAfter(arrival.attempt());
        if (delay.isEmpty()) {
            handler.onExhausted(delivery(arrival, event), failure);
            return deadLetter(arrival, EXHAUSTED, failure);
        }
        parking.park(arrival, delay.get());
        LOG.warnf(
                "message parked attempt=%d delay=%s cause=%s",
                arrival.attempt(), delay.get(), failure.getClass().getName());
        return Ending.PARKED;
    }

    private Ending deadLetter(Arrival arrival, String reason, Throwable failure) {
        demandOurs(arrival);
        deadLetters.add(arrival, reason, failure);
        LOG.warnf(
                "message dead-lettered reason=%s attempt=%d cause=%s",
                reason, arrival.attempt(), failure.getClass().getName());
        return Ending.DEAD_LETTERED;
    }
}

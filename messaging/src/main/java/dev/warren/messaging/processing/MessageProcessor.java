package dev.warren.messaging.processing;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.incoming.InFlightRegistry;
import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.contracts.event.TextTruncation;
import dev.warren.messaging.AwaitReleaseException;
import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.Disposition;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.MessagingMetrics;
import dev.warren.messaging.OutageException;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.PostponeException;
import dev.warren.messaging.RetryLaterException;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.messaging.codec.MessageDecoder;
import dev.warren.messaging.publishing.RetryPause;
import dev.warren.messaging.publishing.UnconfirmedException;
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
 * Processes a message: decode, call the handler, then acknowledge, retry or dead-letter. Must be called on a virtual
 * thread: it blocks while the handler works and while the broker confirms. Thread-safe.
 */
@ApplicationScoped
public class MessageProcessor {

    private static final Logger LOG = Logger.getLogger(MessageProcessor.class);
    private static final String EXHAUSTED = "retries-exhausted";
    private static final String UNREADABLE = "unreadable";
    private static final String UNPUBLISHABLE = "unpublishable";
    private static final String EVENT_KEY = "event";
    private static final int MAX_LOGGED = 300;

    private final CloudEventCodec codec;
    private final Parking parking;
    private final DeadLetterPublisher deadLetterPublisher;
    private final MessagingMetrics metrics;
    private final InFlightRegistry inProgress;
    private final AmqpConfig config;
    private final AtomicInteger waitingInFlight = new AtomicInteger();

    MessageProcessor(
            CloudEventCodec codec,
            Parking parking,
            DeadLetterPublisher deadLetterPublisher,
            MessagingMetrics metrics,
            InFlightRegistry inProgress,
            AmqpConfig config) {
        this.codec = codec;
        this.parking = parking;
        this.deadLetterPublisher = deadLetterPublisher;
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
     * {@link ChainDownException}, the message stays in flight and its handling is repeated. When that lasts longer than
     * {@code warren.amqp.message-timeout}, a message that its handler holds waits in the shortest delay queue as the
     * attempt that it was. A message goes back to its queue when the broker confirms nothing for so long, when the
     * service stops before it was through, and when the connection that it came over is gone.
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
        Disposition ending = Disposition.REQUEUED;
        try {
            ending = end(InboundMessage.of(body, metadata), decoder, handler);
        } finally {
            metrics.consumed(ending, Duration.ofNanos(System.nanoTime() - start));
            MDC.remove(EVENT_KEY);
        }
        if (ending == Disposition.REQUEUED) {
            inProgress.giveBack(metadata);
        }
    }

    /** The handler works, and what follows from that is done; each is repeated by itself. */
    private Disposition end(InboundMessage inboundMessage, MessageDecoder decoder, EventHandler handler) {
        try {
            Supplier<Disposition> consequence =
                    outlastingOutages(inboundMessage, () -> work(inboundMessage, decoder, handler));
            return outlastingOutages(inboundMessage, () -> orDeadLetter(inboundMessage, consequence));
        } catch (OutageException e) {
            return outageTooLong(inboundMessage, e);
        } catch (RuntimeException e) {
            return givenBack(inboundMessage, e);
        }
    }

    private Disposition orDeadLetter(InboundMessage inboundMessage, Supplier<Disposition> consequence) {
        try {
            return consequence.get();
        } catch (UnpublishableException e) {
            return deadLetter(inboundMessage, UNPUBLISHABLE, e);
        }
    }

    /**
     * Repeats a step for as long as the broker confirms nothing or the handler says so, which is a warning once for all
     * that are held at the same time; throws when the message can be held no longer.
     */
    private <T> T outlastingOutages(InboundMessage inboundMessage, Supplier<T> step) {
        Optional<T> result = attempt(inboundMessage, step);
        if (result.isPresent()) {
            return result.get();
        }
        try {
            LOG.logf(
                    waitingInFlight.getAndIncrement() == 0 ? Level.WARN : Level.DEBUG,
                    "broker or database unavailable, message waits in flight");
            while (result.isEmpty()) {
                metrics.held();
                RetryPause.of(config.requeuePause());
                result = attempt(inboundMessage, step);
            }
            return result.get();
        } finally {
            waitingInFlight.decrementAndGet();
        }
    }

    private <T> Optional<T> attempt(InboundMessage inboundMessage, Supplier<T> step) {
        try {
            return Optional.of(step.get());
        } catch (RuntimeException e) {
            if (!isOutage(e) || !mayWaitInFlight(inboundMessage.metadata())) {
                throw e;
            }
            LOG.debugf("outage, retrying cause=%s", e);
            return Optional.empty();
        }
    }

    private boolean mayWaitInFlight(IncomingRabbitMQMetadata message) {
        return !inProgress.isStopping() && timeLeft(message).isPositive();
    }

    private Duration timeLeft(IncomingRabbitMQMetadata message) {
        return inProgress.timeLeft(message, config.messageTimeout());
    }

    private static boolean isOutage(RuntimeException failure) {
        return failure instanceof OutageException || UnconfirmedException.isBehind(failure);
    }

    /** The broker is there: it gives the message back after a while, uncounted. */
    private Disposition outageTooLong(InboundMessage inboundMessage, OutageException outage) {
        if (inProgress.isStopping() || !inProgress.isHeld(inboundMessage.metadata())) {
            return givenBack(inboundMessage, outage);
        }
        try {
            parking.postpone(inboundMessage);
            LOG.warnf(
                    "outage limit reached, postponed attempt=%d cause=%s",
                    inboundMessage.attempt(), outage.getMessage());
            return Disposition.PARKED;
        } catch (UnconfirmedException | UnpublishableException e) {
            return givenBack(inboundMessage, e);
        }
    }

    /** Where the service stops or the connection is gone, that is in order; else the message may come again at once. */
    private Disposition givenBack(InboundMessage inboundMessage, RuntimeException cause) {
        if (inProgress.isStopping() || !inProgress.isHeld(inboundMessage.metadata())) {
            LOG.debugf("message requeued cause=%s", cause);
        } else {
            LOG.warnf("message requeued cause=%s", cause);
            RetryPause.of(config.requeuePause());
        }
        return Disposition.REQUEUED;
    }

    private Supplier<Disposition> work(InboundMessage inboundMessage, MessageDecoder decoder, EventHandler handler) {
        Delivery delivery;
        try {
            delivery = delivery(inboundMessage, decoder.decode(inboundMessage.body(), inboundMessage.metadata()));
        } catch (MalformedMessageException e) {
            return () -> deadLetter(inboundMessage, e.reason(), e);
        } catch (RuntimeException | StackOverflowError e) {
            return () -> deadLetter(inboundMessage, UNREADABLE, e);
        }
        CloudEvent event = delivery.event();
        MDC.put(EVENT_KEY, TextTruncation.bounded(event.getSource() + " " + event.getId(), MAX_LOGGED));
        try {
            handler.on(delivery);
            return () -> Disposition.ACKNOWLEDGED;
        } catch (Throwable e) {
            return consequence(inboundMessage, event, handler, e);
        }
    }

    private Delivery delivery(InboundMessage inboundMessage, CloudEvent event) {
        return inboundMessage.delivery(
                event, () -> timeLeft(inboundMessage.metadata()), () -> demandOurs(inboundMessage));
    }

    /** What follows for a message that somebody else has by now is for that one to say. */
    private void demandOurs(InboundMessage inboundMessage) {
        if (inProgress.isLost(inboundMessage.metadata())) {
            throw new IllegalStateException("connection lost; the broker redelivers the message");
        }
    }

    private Supplier<Disposition> consequence(
            InboundMessage inboundMessage, CloudEvent event, EventHandler handler, Throwable failure) {
        if (inProgress.isStopping() || failure instanceof InterruptedException) {
            throw new IllegalStateException("the work was stopped before it was done", failure);
        }
        return switch (failure) {
            case PermanentFailureException e -> () -> deadLetter(failed(inboundMessage, e), e.code(), e);
            case RetryLaterException e -> () -> retry(inboundMessage.leaving(e.pending()), event, handler, e);
            case RuntimeException e when isOutage(e) -> throw e;
            case RuntimeException e
            when UnpublishableException.isCertainBehind(e) -> () -> deadLetter(inboundMessage, UNPUBLISHABLE, e);
            case AwaitReleaseException e -> hold(inboundMessage, event, handler, e);
            case PostponeException e -> postpone(inboundMessage, event, handler, e);
            default -> () -> retry(inboundMessage, event, handler, failure);
        };
    }

    /** What waits goes first: if it is put there a second time, its work is found done. */
    private Supplier<Disposition> hold(
            InboundMessage inboundMessage, CloudEvent event, EventHandler handler, AwaitReleaseException why) {
        Supplier<Disposition> rest = rest(inboundMessage, event, handler, why.getCause(), Disposition.HELD);
        return () -> {
            why.parts().forEach(part -> hold(inboundMessage, part));
            LOG.infof("message waits for a budget attempt=%d", inboundMessage.attempt());
            return rest.get();
        };
    }

    private void hold(InboundMessage inboundMessage, Part part) {
        demandOurs(inboundMessage);
        parking.hold(inboundMessage.leaving(part.pending()), part.awaited());
    }

    private Supplier<Disposition> postpone(
            InboundMessage inboundMessage, CloudEvent event, EventHandler handler, PostponeException why) {
        Supplier<Disposition> rest = rest(inboundMessage, event, handler, why.getCause(), Disposition.PARKED);
        return () -> {
            demandOurs(inboundMessage);
            parking.postpone(inboundMessage.leaving(why.pending()));
            LOG.infof("message postponed attempt=%d cause=%s", inboundMessage.attempt(), why.getMessage());
            return rest.get();
        };
    }

    private Supplier<Disposition> rest(
            InboundMessage inboundMessage,
            CloudEvent event,
            EventHandler handler,
            Throwable ending,
            Disposition nothingElse) {
        return ending == null ? () -> nothingElse : consequence(inboundMessage, event, handler, ending);
    }

    private static InboundMessage failed(InboundMessage inboundMessage, PermanentFailureException failure) {
        return failure.pending().isEmpty() ? inboundMessage : inboundMessage.leaving(failure.pending());
    }

    private Disposition retry(
            InboundMessage inboundMessage, CloudEvent event, EventHandler handler, Throwable failure) {
        demandOurs(inboundMessage);
        Optional<String> delay = parking.delayAfter(inboundMessage.attempt());
        if (delay.isEmpty()) {
            handler.onExhausted(delivery(inboundMessage, event), failure);
            return deadLetter(inboundMessage, EXHAUSTED, failure);
        }
        parking.park(inboundMessage, delay.get());
        LOG.warnf(
                "message parked attempt=%d delay=%s cause=%s",
                inboundMessage.attempt(), delay.get(), failure.getClass().getName());
        return Disposition.PARKED;
    }

    private Disposition deadLetter(InboundMessage inboundMessage, String reason, Throwable failure) {
        demandOurs(inboundMessage);
        deadLetterPublisher.add(inboundMessage, reason, failure);
        LOG.warnf(
                "message dead-lettered reason=%s attempt=%d cause=%s",
                reason, inboundMessage.attempt(), failure.getClass().getName());
        return Disposition.DEAD_LETTERED;
    }
}

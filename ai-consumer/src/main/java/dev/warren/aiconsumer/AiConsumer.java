package dev.warren.aiconsumer;

import dev.warren.contracts.Topology;
import dev.warren.messaging.AwaitReleaseException;
import dev.warren.messaging.AwaitReleaseException.Part;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.PostponeException;
import dev.warren.messaging.RetryLaterException;
import dev.warren.messaging.processing.MessageProcessor;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.ending.FeatureFailedException;
import dev.warren.modelchain.ending.HeldException;
import dev.warren.modelchain.ending.HeldException.Waiting;
import dev.warren.modelchain.ending.PostponedException;
import dev.warren.modelchain.ending.UnexpectedFailureException;
import dev.warren.modelchain.ending.UnfinishedException;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Takes business events in and has them worked on; a message is acknowledged after its results and usage are confirmed.
 */
@ApplicationScoped
class AiConsumer implements EventHandler {

    private static final String LIVE = "";

    private final MessageProcessor messageProcessor;
    private final EventWork work;
    private final MessageSink messageSink;

    AiConsumer(MessageProcessor messageProcessor, EventWork work, MessageSink messageSink) {
        this.messageProcessor = messageProcessor;
        this.work = work;
        this.messageSink = messageSink;
    }

    @Incoming(Topology.EVENTS)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        messageProcessor.handle(body, metadata, this);
    }

    /** What was beyond its flow's share, from the queue where it waits. */
    @Incoming("overflow")
    @RunOnVirtualThread
    void onOverflow(byte[] body, IncomingRabbitMQMetadata metadata) {
        messageProcessor.handle(body, metadata, this);
    }

    @Override
    public void on(Delivery delivery) {
        try {
            work.process(job(delivery, delivery.pending()), outlet(delivery));
        } catch (HeldException e) {
            throw new AwaitReleaseException(
                    e.waiting().stream().map(AiConsumer::part).toList(), consequence(e.getCause()));
        } catch (PostponedException | UnfinishedException | UnexpectedFailureException | FeatureFailedException e) {
            throw consequence(e);
        }
    }

    private static Part part(Waiting waiting) {
        return new Part(waiting.features(), waiting.awaited());
    }

    private static RuntimeException consequence(Throwable ending) {
        return switch (ending) {
            case PostponedException e -> new PostponeException(e.getMessage(), e.features(), consequence(e.getCause()));
            case UnfinishedException e -> new RetryLaterException(e.getMessage(), e.features(), e);
            case UnexpectedFailureException e -> new RetryLaterException(e.getMessage(), e.features(), e);
            case FeatureFailedException e -> new PermanentFailureException(e.code(), e.getMessage(), e.features(), e);
            case null, default -> null;
        };
    }

    @Override
    public void onExhausted(Delivery delivery, Throwable last) {
        switch (last.getCause()) {
            case UnfinishedException e -> work.exhausted(job(delivery, e.features()), e, outlet(delivery));
            case UnexpectedFailureException e -> work.exhausted(job(delivery, e.features()), e, outlet(delivery));
            case null, default -> work.exhausted(job(delivery, delivery.pending()), last, outlet(delivery));
        }
    }

    /** For as long as the message is ours. */
    private MessageSink outlet(Delivery delivery) {
        return new MessageSink() {
            @Override
            public void publish(OutboundMessage message) {
                publish(List.of(message));
            }

            @Override
            public void publish(List<OutboundMessage> messages) {
                delivery.demandOurs();
                messageSink.publish(messages);
            }
        };
    }

    /** A letter without a name, which an older service sent back, is done again by its first attempt. */
    private static EventJob job(Delivery delivery, Set<String> only) {
        return new EventJob(
                delivery.event(),
                only,
                delivery.providers(),
                delivery.again() && (delivery.letter().isPresent() || delivery.attempt() == 1),
                LIVE,
                delivery.held(),
                delivery.publication(),
                delivery.letter(),
                delivery.timeLeft());
    }
}

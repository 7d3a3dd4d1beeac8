package dev.warren.messaging.publishing;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.outgoing.PublishSeparately;
import dev.warren.amqp.outgoing.SuspectMessageException;
import dev.warren.amqp.outgoing.UnpublishableException;
import dev.warren.contracts.ContractCodec;
import dev.warren.messaging.MessagingMetrics;
import dev.warren.messaging.codec.CloudEventCodec;
import io.cloudevents.CloudEvent;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.rabbitmq.OutgoingRabbitMQMetadata;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/** Publishes over an emitter, one attempt after the other. */
public final class EmitterPublisher implements ConfirmedPublisher {

    private static final Logger LOG = Logger.getLogger(EmitterPublisher.class);
    private static final int PERSISTENT = 2;

    private final MutinyEmitter<byte[]> emitter;
    private final CloudEventCodec codec;
    private final AmqpConfig.Publish config;
    private final MessagingMetrics metrics;
    private final Clock clock;
    private final InFlightLimit inFlightLimit;

    EmitterPublisher(
            MutinyEmitter<byte[]> emitter,
            CloudEventCodec codec,
            AmqpConfig.Publish config,
            MessagingMetrics metrics,
            Clock clock) {
        this.emitter = emitter;
        this.codec = codec;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
        this.inFlightLimit = new InFlightLimit(config.inFlight(), config.mostBytesInFlight());
    }

    @Override
    public void publish(CloudEvent event, String routingKey) {
        publish(event, routingKey, Map.of());
    }

    @Override
    public void publish(CloudEvent event, String routingKey, Map<String, Object> headers) {
        begin(codec.encode(event), event.getId(), routingKey, headers).await();
    }

    @Override
    public void publish(byte[] message, String id, String routingKey) {
        begin(message, id, routingKey).await();
    }

    @Override
    public Confirmation begin(byte[] message, String id, String routingKey) {
        return begin(message, id, routingKey, Map.of());
    }

    private Confirmation begin(byte[] message, String id, String routingKey, Map<String, Object> headers) {
        return begin(message, () -> OutgoingRabbitMQMetadata.builder()
                .withHeaders(headers)
                .withRoutingKey(routingKey)
                .withContentType(ContractCodec.CLOUDEVENTS_JSON)
                .withDeliveryMode(PERSISTENT)
                .withMessageId(id)
                .withTimestamp(ZonedDateTime.now(clock)));
    }

    /**
     * Publishes bytes as they are.
     *
     * @param metadata asked anew for every attempt, since sending writes trace headers into it
     * @throws UnconfirmedException as {@link #publish(CloudEvent, String)}
     * @throws UnpublishableException as {@link #publish(CloudEvent, String)}
     */
    public void publish(byte[] body, Supplier<OutgoingRabbitMQMetadata.Builder> metadata) {
        begin(body, metadata).await();
    }

    private Confirmation begin(byte[] body, Supplier<OutgoingRabbitMQMetadata.Builder> metadata) {
        CompletableFuture<Void> first = send(body, metadata, Metadata.empty());
        return () -> confirm(first, body, metadata);
    }

    private void confirm(
            CompletableFuture<Void> first, byte[] body, Supplier<OutgoingRabbitMQMetadata.Builder> metadata) {
        Exception failure = outcome(first);
        Metadata how = Metadata.empty();
        for (int attempt = 2; failure != null && (attempt <= config.attempts() || isSuspected(failure)); attempt++) {
            LOG.debugf("publishing again attempt=%d cause=%s", attempt, failure);
            metrics.publishRepeated();
            how = isSuspected(failure) ? Metadata.of(PublishSeparately.ALONE) : how;
            RetryPause.of(config.pause());
            failure = outcome(send(body, metadata, how));
        }
        if (failure != null) {
            throw new UnconfirmedException("the broker confirmed none of " + config.attempts() + " attempts", failure);
        }
    }

    /** The cause may be another message on the same connection; publishing this one separately tells. */
    private static boolean isSuspected(Exception failure) {
        return failure.getCause() instanceof SuspectMessageException;
    }

    /**
     * The wait is bounded: in an outage, callers beyond the bound are refused instead of being lined up for minutes.
     */
    private void awaitTurn(int bytes) {
        try {
            if (!inFlightLimit.enter(bytes, config.timeout())) {
                metrics.publishTimedOut();
                throw new UnconfirmedException("the limit of unconfirmed messages is reached", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnconfirmedException("interrupted while waiting to publish", e);
        }
    }

    /**
     * Travels until the broker answers or the time of an attempt is over, and no longer, whether somebody awaits it or
     * not. Completed by whoever reads the broker's answer, not by the emitter, which would go over an event loop.
     */
    private CompletableFuture<Void> send(
            byte[] body, Supplier<OutgoingRabbitMQMetadata.Builder> metadata, Metadata how) {
        awaitTurn(body.length);
        CompletableFuture<Void> sent = new CompletableFuture<>();
        CompletableFuture<Void> settled = sent.orTimeout(config.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((done, failure) -> inFlightLimit.leave(body.length));
        try {
            Message<byte[]> message = Message.of(body, how.with(metadata.get().build()), () -> {
                sent.complete(null);
                return CompletableFuture.completedFuture(null);
            });
            Cancellable _ = emitter.sendMessage(message).subscribe().with(done -> {}, sent::completeExceptionally);
        } catch (RuntimeException e) {
            sent.completeExceptionally(e);
        }
        return settled;
    }

    /** Null where the broker has confirmed; throws for a message that need not be repeated. */
    private Exception outcome(CompletableFuture<Void> sent) {
        try {
            sent.get();
            metrics.publishConfirmed();
            return null;
        } catch (ExecutionException e) {
            return failure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            metrics.publishFailed();
            return e;
        }
    }

    private Exception failure(ExecutionException failed) {
        if (failed.getCause() instanceof TimeoutException late) {
            metrics.publishTimedOut();
            return late;
        }
        metrics.publishFailed();
        if (failed.getCause() instanceof UnpublishableException unpublishable) {
            throw unpublishable;
        }
        return failed;
    }
}

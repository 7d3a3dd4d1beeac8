package dev.warren.amqp.incoming;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.UnicastProcessor;
import io.smallrye.reactive.messaging.rabbitmq.ClientHolder;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMessage;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import io.smallrye.reactive.messaging.rabbitmq.ack.RabbitMQAckHandler;
import io.smallrye.reactive.messaging.rabbitmq.fault.RabbitMQFailureHandler;
import io.smallrye.reactive.messaging.rabbitmq.tracing.RabbitMQOpenTelemetryInstrumenter;
import io.smallrye.reactive.messaging.rabbitmq.tracing.RabbitMQTrace;
import io.vertx.core.Context;
import io.vertx.mutiny.rabbitmq.RabbitMQMessage;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.Metadata;
import org.jboss.logging.Logger;

/**
 * Gives messages to the application as the RabbitMQ connector would: with its metadata, each on a Vert.x context of its
 * own, in the trace that its headers name. Thread-safe; messages are made and emitted on one event loop.
 */
final class ChannelEmitter {

    private static final Logger LOG = Logger.getLogger(ChannelEmitter.class);
    private static final ClientHolder NO_CLIENT = new ClientHolder(null, null, null, null);
    private static final String BYTES = "application/octet-stream";

    /** Is told about one message. */
    @FunctionalInterface
    interface Observer {
        void on(IncomingRabbitMQMetadata metadata, InFlightMessage message);
    }

    private final String queue;
    private final Context context;
    private final RabbitMQOpenTelemetryInstrumenter tracing;
    private final UnicastProcessor<Message<?>> messages = UnicastProcessor.create();

    /**
     * Emits nothing yet.
     *
     * @param tracing null for none
     */
    ChannelEmitter(String queue, Context context, RabbitMQOpenTelemetryInstrumenter tracing) {
        this.queue = queue;
        this.context = context;
        this.tracing = tracing;
    }

    /** For one subscriber. */
    Multi<Message<?>> stream() {
        return messages;
    }

    /**
     * Emits one message.
     *
     * @param begun told of it before the application is
     * @param settled told when the application is through with it, on an event loop; a message that it failed with is
     *     marked as given back
     */
    void emit(InFlightMessage held, Observer begun, Observer settled) {
        context.runOnContext(nothing -> {
            IncomingRabbitMQMessage<byte[]> message = message(held, new Settling(settled));
            begun.on(metadata(message), held);
            try {
                messages.onNext(traced(message).withPayload(held.bytes()));
            } catch (Throwable e) { // whatever it is, the application does not have the message
                LOG.error("message requeued, the application failed to take it", e);
                held.giveBack();
                settled.on(metadata(message), held);
            }
        });
    }

    /** What a handler is told about a message, without emitting it. */
    static IncomingRabbitMQMetadata metadata(InFlightMessage held) {
        return metadata(message(held, new Settling((metadata, message) -> {})));
    }

    private static IncomingRabbitMQMetadata metadata(IncomingRabbitMQMessage<?> message) {
        return message.getMetadata(IncomingRabbitMQMetadata.class).orElseThrow();
    }

    private static IncomingRabbitMQMessage<byte[]> message(InFlightMessage held, Settling settling) {
        return new IncomingRabbitMQMessage<>(RabbitMQMessage.newInstance(held), NO_CLIENT, settling, settling, BYTES);
    }

    private Message<?> traced(IncomingRabbitMQMessage<byte[]> message) {
        if (tracing == null) {
            return message;
        }
        Map<String, Object> headers = message.getHeaders();
        return tracing.traceIncoming(
                message,
                RabbitMQTrace.traceQueue(queue, message.message.envelope().getRoutingKey(), headers));
    }

    private record Settling(Observer settled) implements RabbitMQAckHandler, RabbitMQFailureHandler {

        @Override
        public <V> CompletionStage<Void> handle(
                IncomingRabbitMQMessage<V> message, io.vertx.mutiny.core.Context messageContext) {
            settled.on(metadata(message), (InFlightMessage) message.message);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public <V> CompletionStage<Void> handle(
                IncomingRabbitMQMessage<V> message,
                Metadata metadata,
                io.vertx.mutiny.core.Context messageContext,
                Throwable reason) {
            InFlightMessage held = (InFlightMessage) message.message;
            held.giveBack();
            settled.on(metadata(message), held);
            return CompletableFuture.completedFuture(null);
        }
    }
}

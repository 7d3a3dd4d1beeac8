package dev.warren.amqp.outgoing;

import com.rabbitmq.client.AMQP;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQMessageConverter;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQMessageConverter.OutgoingRabbitMQMessage;
import io.smallrye.reactive.messaging.rabbitmq.tracing.RabbitMQOpenTelemetryInstrumenter;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * One outgoing channel of the application. A message is acknowledged when the broker has confirmed it, and rejected
 * when the broker refused it or the connection was lost; the sender decides whether to repeat. Accepts without limit:
 * the senders bound what is in flight.
 */
final class OutgoingChannel implements Flow.Subscriber<Message<?>> {

    private static final Logger LOG = Logger.getLogger(OutgoingChannel.class);
    private static final String NO_DEFAULT_KEY = "";
    private static final byte[] NO_BODY = {};

    private final String exchange;
    private final PublishingConnection connection;
    private final Duration patience;
    private final RabbitMQOpenTelemetryInstrumenter tracing;
    private final Executor executor;
    private final ReentrantLock opening = new ReentrantLock();
    private final ConfirmHealth confirmHealth;
    private volatile ConfirmingChannel channel;

    OutgoingChannel(
            String exchange,
            PublishingConnection connection,
            Duration patience,
            RabbitMQOpenTelemetryInstrumenter tracing,
            Executor executor) {
        this.exchange = exchange;
        this.connection = connection;
        this.patience = patience;
        this.tracing = tracing;
        this.executor = executor;
        this.confirmHealth = new ConfirmHealth(patience);
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Message<?> message) {
        confirmHealth.sent();
        try {
            OutgoingRabbitMQMessage outgoing = RabbitMQMessageConverter.convert(
                    tracing, withoutBody(message), exchange, NO_DEFAULT_KEY, Optional.empty(), tracing != null);
            executor.execute(
                    () -> publish(message, outgoing).whenComplete((confirmed, failure) -> settle(message, failure)));
        } catch (Throwable e) { // whatever it is, the sender waits for an answer
            settle(message, e);
        }
    }

    /** The converter would copy the body, and there may be megabytes of it. */
    private static Message<?> withoutBody(Message<?> message) {
        return message.getPayload() instanceof byte[] ? message.withPayload(NO_BODY) : message;
    }

    private static byte[] body(Message<?> message, OutgoingRabbitMQMessage converted) {
        return message.getPayload() instanceof byte[] bytes
                ? bytes
                : converted.getBody().getBytes();
    }

    private CompletionStage<Void> publish(Message<?> message, OutgoingRabbitMQMessage converted) {
        try {
            AMQP.BasicProperties properties = (AMQP.BasicProperties) converted.getProperties();
            byte[] body = body(message, converted);
            if (message.getMetadata(PublishSeparately.class).isEmpty()) {
                return open().publish(exchange, converted.getRoutingKey(), properties, body);
            }
            connection.quarantine().publish(exchange, converted.getRoutingKey(), properties, body);
            return CompletableFuture.completedFuture(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(e);
        } catch (Throwable e) { // whatever it is, the sender waits for an answer
            return CompletableFuture.failedFuture(e);
        }
    }

    /** Whether what is published gets through. */
    boolean isGettingThrough() {
        return confirmHealth.areComing();
    }

    private ConfirmingChannel open() throws IOException {
        opening.lock();
        try {
            if (channel == null || !channel.isOpen()) {
                channel = ConfirmingChannel.open(connection.open(), patience);
            }
            return channel;
        } finally {
            opening.unlock();
        }
    }

    private void settle(Message<?> message, Throwable failure) {
        confirmHealth.settled(failure);
        CompletionStage<Void> settled = failure == null ? message.ack() : message.nack(failure);
        settled.exceptionally(e -> {
            LOG.debugf(e, "acknowledging the emitter failed");
            return null;
        });
    }

    @Override
    public void onError(Throwable failure) {
        LOG.errorf(failure, "outgoing channel failed exchange=%s", exchange);
    }

    @Override
    public void onComplete() {
        LOG.debugf("outgoing channel completed exchange=%s", exchange);
    }
}

package dev.warren.amqp.incoming;

import com.rabbitmq.client.Delivery;
import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.PeriodicTask;
import dev.warren.amqp.outgoing.PublishingConnection;
import io.smallrye.mutiny.Multi;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/**
 * One incoming channel of the application. It consumes its queue for as long as the service runs: whatever ends the
 * connection, the AMQP channel or the consumer, within half a second it tries again, for ever. What came over a link is
 * settled over that link or not at all. Thread-safe.
 */
final class IncomingChannel implements ConsumerChannel.Receiver {

    private static final Logger LOG = Logger.getLogger(IncomingChannel.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ChannelSettings settings;
    private final BrokerConnection connection;
    private final PublishingConnection publishing;
    private final AmqpConfig config;
    private final InFlightBytes inFlightBytes;
    private final AdaptivePrefetch adaptivePrefetch;
    private final FairScheduler fairScheduler;
    private final ChannelEmitter channelEmitter;
    private final FlowClassifier flowClassifier;
    private final OverflowMover overflowMover;
    private final InFlightRegistry work;
    private final Clock clock;
    private final AtomicInteger working = new AtomicInteger();
    private volatile ConsumerChannel consumerChannel;
    private volatile PeriodicTask periodicTask;
    private volatile boolean away;
    private volatile boolean stopped;

    IncomingChannel(
            ChannelSettings settings,
            BrokerConnection connection,
            PublishingConnection publishing,
            AmqpConfig config,
            InFlightBytes inFlightBytes,
            FairScheduler fairScheduler,
            ChannelEmitter channelEmitter,
            FlowClassifier flowClassifier,
            MessageMover messageMover,
            InFlightRegistry work,
            ConsumingMetrics metrics,
            Clock clock) {
        this.settings = settings;
        this.connection = connection;
        this.publishing = publishing;
        this.config = config;
        this.inFlightBytes = inFlightBytes;
        this.adaptivePrefetch = new AdaptivePrefetch(config.prefetch(), inFlightBytes);
        this.fairScheduler = fairScheduler;
        this.channelEmitter = channelEmitter;
        this.flowClassifier = flowClassifier;
        this.overflowMover = new OverflowMover(settings, config, fairScheduler, messageMover, metrics, this::keep);
        this.work = work;
        this.clock = clock;
    }

    /** The messages; consuming begins with the subscription. */
    Multi<Message<?>> messages() {
        return channelEmitter.stream()
                .onSubscription()
                .invoke(() -> periodicTask = PeriodicTask.start("incoming-" + settings.name(), PAUSE, this::tend));
    }

    String name() {
        return settings.name();
    }

    String queue() {
        return settings.queue();
    }

    /** Whether the broker has a consumer of this channel now. */
    boolean isConsuming() {
        ConsumerChannel current = consumerChannel;
        return current != null && current.isConsuming();
    }

    /** How many messages are in flight. */
    int held() {
        ConsumerChannel current = consumerChannel;
        return overflowMover.moving() + (current == null ? 0 : current.window().held());
    }

    /** How many bytes they take, about. */
    long heldBytes() {
        return inFlightBytes.bytes();
    }

    /** How many of them are worked on. */
    int working() {
        return working.get();
    }

    /**
     * How long ago the oldest in flight was published, as far as its publisher says; nothing where none is in flight.
     */
    Duration oldest() {
        Instant now = clock.instant();
        return Optional.ofNullable(consumerChannel)
                .flatMap(current -> current.window().oldest())
                .map(InFlightMessage::published)
                .filter(now::isAfter)
                .map(published -> Duration.between(published, now))
                .orElse(Duration.ZERO);
    }

    private void tend() {
        try {
            consume();
            away = false;
        } catch (IOException e) {
            LOG.logf(away ? Level.DEBUG : Level.WARN, "cannot consume, retrying queue=%s cause=%s", queue(), e);
            away = true;
        }
        if (consumerChannel != null) {
            overflowMover.tend(consumerChannel);
        }
    }

    /** While nothing can be published, nothing could be finished: what is in flight waits, and no more is taken. */
    private void consume() throws IOException {
        if (stopped) {
            return;
        }
        if (consumerChannel == null || !consumerChannel.isOpen()) {
            InFlightWindow window = new InFlightWindow(config.prefetch(), config.overflowAfter());
            consumerChannel = ConsumerChannel.open(connection.open(), queue(), window, this);
        }
        if (publishing.isBlocked() || (consumerChannel.isConsuming() && adaptivePrefetch.grows())) {
            consumerChannel.cancel();
        }
        if (!publishing.isBlocked() && inFlightBytes.isHalfEmpty()) {
            consumerChannel.consume(adaptivePrefetch.prefetch());
        }
        if (stopped) {
            consumerChannel.cancel();
        }
    }

    @Override
    public void arrived(ConsumerChannel from, Delivery delivery, String consumerTag) {
        long size = InFlightMessage.size(delivery);
        adaptivePrefetch.saw(size);
        if (inFlightBytes.takes(size)) {
            InFlightMessage message = new InFlightMessage(from, delivery, consumerTag, flow(delivery), clock.instant());
            if (!overflowMover.takes(message)) {
                keep(message);
            }
        } else {
            adaptivePrefetch.shrink();
            from.decline(delivery.getEnvelope().getDeliveryTag(), consumerTag);
        }
    }

    /** Whatever a message is, it has a flow: what is wrong with it is found out where it is worked on. */
    private String flow(Delivery delivery) {
        try {
            return flowClassifier.of(delivery.getBody(), delivery.getProperties());
        } catch (RuntimeException e) {
            LOG.debugf(e, "flow unknown queue=%s", queue());
            return "";
        }
    }

    private void keep(InFlightMessage message) {
        if (work.isStopping()) {
            message.consumerChannel().giveBack(message);
        } else if (message.isOurs()) {
            message.consumerChannel().window().add(message);
            fairScheduler.offer(message);
        } else {
            gone(message);
        }
    }

    @Override
    public void begin(InFlightMessage message) {
        if (!message.isOurs()) {
            fairScheduler.done(message);
            gone(message);
            return;
        }
        working.incrementAndGet();
        channelEmitter.emit(message, work::begin, this::settle);
    }

    private void settle(IncomingRabbitMQMetadata metadata, InFlightMessage message) {
        work.end(metadata);
        working.decrementAndGet();
        message.consumerChannel().window().remove(message);
        if (message.isGivenBack()) {
            message.consumerChannel().giveBack(message);
        } else {
            message.consumerChannel().acknowledge(message);
        }
        fairScheduler.done(message);
    }

    @Override
    public void lost(ConsumerChannel lost) {
        fairScheduler
                .withdraw(message -> message.consumerChannel() == lost, Integer.MAX_VALUE)
                .forEach(this::gone);
    }

    @Override
    public void gone(InFlightMessage message) {
        inFlightBytes.lets(message.size());
    }

    /** Consumes no more, whatever is under way to it, and gives back what has not begun. */
    void stop() {
        stopped = true;
        if (periodicTask != null) {
            periodicTask.close();
        }
        ConsumerChannel current = consumerChannel;
        if (current != null) {
            current.cancel();
            fairScheduler
                    .withdraw(message -> message.consumerChannel() == current, Integer.MAX_VALUE)
                    .forEach(current::giveBack);
        }
    }

    /** Returns when the broker knows what has been settled. */
    void close() {
        overflowMover.close();
        if (consumerChannel != null) {
            consumerChannel.flush();
        }
    }
}

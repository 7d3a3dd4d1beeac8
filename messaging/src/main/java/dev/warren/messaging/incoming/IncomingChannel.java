package dev.warren.messaging.incoming;

import com.rabbitmq.client.Delivery;
import dev.warren.messaging.amqp.AmqpConfig;
import dev.warren.messaging.amqp.BrokerConnection;
import dev.warren.messaging.amqp.Caretaker;
import dev.warren.messaging.amqp.PublishingConnection;
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
final class IncomingChannel implements Link.Receiver {

    private static final Logger LOG = Logger.getLogger(IncomingChannel.class);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final ChannelSettings settings;
    private final BrokerConnection connection;
    private final PublishingConnection publishing;
    private final AmqpConfig config;
    private final Hand hand;
    private final Appetite appetite;
    private final Desk desk;
    private final Emission emission;
    private final Flows flows;
    private final Relief relief;
    private final WorkInProgress work;
    private final Clock clock;
    private final AtomicInteger working = new AtomicInteger();
    private volatile Link link;
    private volatile Caretaker caretaker;
    private volatile boolean away;
    private volatile boolean stopped;

    IncomingChannel(
            ChannelSettings settings,
            BrokerConnection connection,
            PublishingConnection publishing,
            AmqpConfig config,
            Hand hand,
            Desk desk,
            Emission emission,
            Flows flows,
            Relocation relocation,
            WorkInProgress work,
            ConsumingMetrics metrics,
            Clock clock) {
        this.settings = settings;
        this.connection = connection;
        this.publishing = publishing;
        this.config = config;
        this.hand = hand;
        this.appetite = new Appetite(config.prefetch(), hand);
        this.desk = desk;
        this.emission = emission;
        this.flows = flows;
        this.relief = new Relief(settings, config, desk, relocation, metrics, this::keep);
        this.work = work;
        this.clock = clock;
    }

    /** The messages; consuming begins with the subscription. */
    Multi<Message<?>> messages() {
        return emission.stream()
                .onSubscription()
                .invoke(() -> caretaker = Caretaker.start("incoming-" + settings.name(), PAUSE, this::tend));
    }

    String name() {
        return settings.name();
    }

    String queue() {
        return settings.queue();
    }

    /** Whether the broker has a consumer of this channel now. */
    boolean isConsuming() {
        Link current = link;
        return current != null && current.isConsuming();
    }

    /** How many messages are in hand. */
    int held() {
        Link current = link;
        return relief.moving() + (current == null ? 0 : current.window().held());
    }

    /** How many bytes they take, about. */
    long heldBytes() {
        return hand.bytes();
    }

    /** How many of them are worked on. */
    int working() {
        return working.get();
    }

    /** How long ago the oldest in hand was published, as far as its publisher says; nothing where none is in hand. */
    Duration oldest() {
        Instant now = clock.instant();
        return Optional.ofNullable(link)
                .flatMap(current -> current.window().oldest())
                .map(HeldMessage::published)
                .filter(now::isAfter)
                .map(published -> Duration.between(published, now))
                .orElse(Duration.ZERO);
    }

    private void tend() {
        try {
            consume();
            away = false;
        } catch (IOException e) {
            LOG.logf(away ? Level.DEBUG : Level.WARN, "not consuming, trying on queue=%s cause=%s", queue(), e);
            away = true;
        }
        if (link != null) {
            relief.tend(link);
        }
    }

    /** While nothing can be published, nothing could be finished: what is in hand waits, and no more is taken. */
    private void consume() throws IOException {
        if (stopped) {
            return;
        }
        if (link == null || !link.isOpen()) {
            Window window = new Window(config.prefetch(), config.overflowAfter());
            link = Link.open(connection.open(), queue(), window, this);
        }
        if (publishing.isBlocked() || (link.isConsuming() && appetite.grows())) {
            link.cancel();
        }
        if (!publishing.isBlocked() && hand.isHalfEmpty()) {
            link.consume(appetite.prefetch());
        }
        if (stopped) {
            link.cancel();
        }
    }

    @Override
    public void arrived(Link from, Delivery delivery, String consumerTag) {
        long size = HeldMessage.size(delivery);
        appetite.saw(size);
        if (hand.takes(size)) {
            HeldMessage message = new HeldMessage(from, delivery, consumerTag, flow(delivery), clock.instant());
            if (!relief.takes(message)) {
                keep(message);
            }
        } else {
            appetite.shrink();
            from.decline(delivery.getEnvelope().getDeliveryTag(), consumerTag);
        }
    }

    /** Whatever a message is, it has a flow: what is wrong with it is found out where it is worked on. */
    private String flow(Delivery delivery) {
        try {
            return flows.of(delivery.getBody(), delivery.getProperties());
        } catch (RuntimeException e) {
            LOG.debugf(e, "no flow can be read queue=%s", queue());
            return "";
        }
    }

    private void keep(HeldMessage message) {
        if (work.isStopping()) {
            message.link().giveBack(message);
        } else if (message.isOurs()) {
            message.link().window().add(message);
            desk.offer(message);
        } else {
            gone(message);
        }
    }

    @Override
    public void begin(HeldMessage message) {
        if (!message.isOurs()) {
            desk.done(message);
            gone(message);
            return;
        }
        working.incrementAndGet();
        emission.emit(message, work::begin, this::settle);
    }

    private void settle(IncomingRabbitMQMetadata metadata, HeldMessage message) {
        work.end(metadata);
        working.decrementAndGet();
        message.link().window().remove(message);
        if (message.isGivenBack()) {
            message.link().giveBack(message);
        } else {
            message.link().acknowledge(message);
        }
        desk.done(message);
    }

    @Override
    public void lost(Link lost) {
        desk.withdraw(message -> message.link() == lost, Integer.MAX_VALUE).forEach(this::gone);
    }

    @Override
    public void gone(HeldMessage message) {
        hand.lets(message.size());
    }

    /** Consumes no more, whatever is under way to it, and gives back what has not begun. */
    void stop() {
        stopped = true;
        if (caretaker != null) {
            caretaker.close();
        }
        Link current = link;
        if (current != null) {
            current.cancel();
            desk.withdraw(message -> message.link() == current, Integer.MAX_VALUE)
                    .forEach(current::giveBack);
        }
    }

    /** Returns when the broker knows what has been settled. */
    void close() {
        relief.close();
        if (link != null) {
            link.flush();
        }
    }
}

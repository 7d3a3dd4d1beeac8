package dev.warren.amqp.incoming;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import dev.warren.amqp.PropertiesSanitizer;
import io.vertx.core.buffer.Buffer;
import io.vertx.rabbitmq.RabbitMQMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/** One message in flight: delivered over a link, and owed to it until it is settled. Thread-safe. */
final class InFlightMessage implements RabbitMQMessage {

    /** What a message takes beside its body and headers, and how much more headers take when they have been read. */
    private static final int FRAME_BYTES = 1024;

    private static final int BYTES_PER_HEADER_BYTE = 8;
    private static final Instant NO_LONGER_CREDIBLE = Instant.parse("9999-12-31T00:00:00Z");

    private final ConsumerChannel consumerChannel;
    private final Delivery delivery;
    private final String consumerTag;
    private final String flow;
    private final Instant arrived;
    private final long since = System.nanoTime();
    private volatile boolean givenBack;

    InFlightMessage(
            ConsumerChannel consumerChannel, Delivery delivery, String consumerTag, String flow, Instant arrived) {
        this.consumerChannel = consumerChannel;
        this.delivery = delivery;
        this.consumerTag = consumerTag;
        this.flow = flow;
        this.arrived = arrived;
    }

    ConsumerChannel consumerChannel() {
        return consumerChannel;
    }

    String flow() {
        return flow;
    }

    /** Whether it can still be settled: a message whose link is gone is delivered again by the broker. */
    boolean isOurs() {
        return consumerChannel.isOpen();
    }

    /** How long it has been in flight. */
    Duration age() {
        return Duration.ofNanos(System.nanoTime() - since);
    }

    /** How long it has waited since it was published, in the queue and in flight. */
    Duration waiting() {
        Duration queued = Duration.between(published(), arrived);
        return queued.isNegative() ? age() : queued.plus(age());
    }

    /** When it was published, as far as its publisher says so credibly, else when it arrived. */
    Instant published() {
        return Optional.ofNullable(properties().getTimestamp())
                .map(Date::toInstant)
                .filter(said -> said.isAfter(Instant.EPOCH) && said.isBefore(NO_LONGER_CREDIBLE))
                .orElse(arrived);
    }

    /** It is its turn to be worked on. */
    void begin() {
        consumerChannel.begin(this);
    }

    /** Whatever says that its work is done from now on means that it goes back to its queue. */
    void giveBack() {
        givenBack = true;
    }

    boolean isGivenBack() {
        return givenBack;
    }

    byte[] bytes() {
        return delivery.getBody();
    }

    /** How much memory it takes, about. */
    long size() {
        return size(delivery);
    }

    static long size(Delivery delivery) {
        return FRAME_BYTES
                + delivery.getBody().length
                + BYTES_PER_HEADER_BYTE
                        * PropertiesSanitizer.bytes(delivery.getProperties().getHeaders());
    }

    long tag() {
        return envelope().getDeliveryTag();
    }

    /** Nothing, as it would be a copy: {@link #bytes()} are what the application gets. */
    @Override
    public Buffer body() {
        return Buffer.buffer();
    }

    @Override
    public String consumerTag() {
        return consumerTag;
    }

    @Override
    public Envelope envelope() {
        return delivery.getEnvelope();
    }

    @Override
    public AMQP.BasicProperties properties() {
        return delivery.getProperties();
    }

    /** Unknown: only an answer to a single get says how many messages are left. */
    @Override
    public Integer messageCount() {
        return null;
    }
}

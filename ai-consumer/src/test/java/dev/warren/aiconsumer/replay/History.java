package dev.warren.aiconsumer.replay;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.testing.Broker;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A day of the past with events of its own, later than that of every history before it. */
public final class History {

    private static final AtomicInteger DAYS = new AtomicInteger(-300);

    private final Broker broker;
    private final Instant day =
            Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(DAYS.incrementAndGet()));

    public History(Broker broker) {
        this.broker = broker;
    }

    public Instant from() {
        return day;
    }

    public Instant to() {
        return day.plus(Duration.ofHours(1));
    }

    /** Events {@code <prefix>-1} to {@code <prefix>-<count>}, a second apart. */
    public void publish(String prefix, int count) {
        IntStream.rangeClosed(1, count)
                .forEach(i -> publish(prefix + "-" + i, "review.written", Duration.ofSeconds(i)));
    }

    /** An event that was accepted that long after the beginning of the day. */
    void publish(String id, String type, Duration after) {
        broker.publish("events", type, event(id, type), properties(day.plus(after)));
    }

    /** A message that is no event. */
    void publishNonsense() {
        broker.publish("events", "review.written", new byte[] {1, 2, 3}, properties(day));
    }

    /** An event of now, which does not belong to the history. */
    static void publishNow(Broker broker, String id) {
        broker.publish("events", "review.written", event(id, "review.written"), properties(Instant.now()));
    }

    /** As {@link #publishNow(Broker, String)}, so many at once. */
    static void publishNow(Broker broker, String prefix, int count) {
        broker.publishAll(
                "events",
                "review.written",
                IntStream.rangeClosed(1, count).mapToObj(i -> event(prefix + "-" + i, "review.written")),
                properties(Instant.now()));
    }

    private static AMQP.BasicProperties properties(Instant accepted) {
        return new AMQP.BasicProperties.Builder()
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(2)
                .timestamp(Date.from(accepted))
                .build();
    }

    private static byte[] event(String id, String type) {
        String data = "{\"review\":\"This is review " + id + ", and I like it\"}";
        return new JsonFormat()
                .serialize(CloudEventBuilder.v1()
                        .withId(id)
                        .withSource(URI.create("/shop"))
                        .withType(type)
                        .withExtension("userid", "u-42")
                        .withData("application/json", data.getBytes(StandardCharsets.UTF_8))
                        .build());
    }
}

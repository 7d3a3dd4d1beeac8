package dev.warren.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.RetryingProducer;
import dev.warren.bench.lab.SampleTexts;
import java.net.URI;
import java.util.List;

/** Many events at once. */
final class Burst {

    private static final int BATCH = 500;

    private Burst() {}

    /** Publishes tickets as they are after intake, and returns when the broker has confirmed all of them. */
    static void publish(URI broker, String exchange, String prefix, int count) throws InterruptedException {
        List<JsonNode> events = SampleTexts.of(prefix, count);
        try (RetryingProducer producer = new RetryingProducer(broker, exchange)) {
            for (int from = 0; from < count; from += BATCH) {
                producer.publish(events.subList(from, Math.min(from + BATCH, count)));
            }
        }
    }
}

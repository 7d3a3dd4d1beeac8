package dev.warren.aiconsumer;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** The prefetch that is shipped, and a provider whose limit has grown. */
public final class AsShipped implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "warren.amqp.prefetch", "2500",
                "warren.amqp.concurrency", "2500",
                "warren.primary.initial-concurrency", "128",
                "warren.primary.max-wait", "30s");
    }
}

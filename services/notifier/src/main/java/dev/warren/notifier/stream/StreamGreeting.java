package dev.warren.notifier.stream;

import dev.warren.notifier.NotifierConfig;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.ThreadLocalRandom;

/** The first bytes of every stream. */
final class StreamGreeting {

    private static final double SPREAD = 0.5;

    private StreamGreeting() {}

    /** Says when to come back; up to half as much again as is configured, so that not all come back at once. */
    static Buffer of(NotifierConfig.Stream config) {
        double delay = config.reconnectDelay().toMillis()
                * (1 + SPREAD * ThreadLocalRandom.current().nextDouble());
        return Buffer.buffer("retry: " + Math.round(delay) + "\n\n");
    }
}

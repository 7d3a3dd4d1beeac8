package dev.warren.messaging.amqp;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;

/** Refuses to start with settings that cannot work, and names the key. */
@ApplicationScoped
class AmqpConfigCheck {

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event, AmqpConfig config) {
        check(config);
    }

    static void check(AmqpConfig config) {
        AmqpAddress.parse(config.url());
        atLeastOne("warren.amqp.prefetch", config.prefetch());
        atLeastOne("warren.amqp.concurrency", config.concurrency());
        if (config.concurrency() > config.prefetch()) {
            throw new IllegalArgumentException("warren.amqp.concurrency must not be more than warren.amqp.prefetch, "
                    + config.prefetch() + ", but is " + config.concurrency());
        }
        atLeastOne("warren.amqp.max-message-bytes", config.maxMessageBytes());
        atLeastOne("warren.amqp.publish.attempts", config.publish().attempts());
        atLeastOne("warren.amqp.publish.in-flight", config.publish().inFlight());
        positive("warren.amqp.publish.timeout", config.publish().timeout());
        positive("warren.amqp.publish.pause", config.publish().pause());
        positive("warren.amqp.overflow-after", config.overflowAfter());
        positive("warren.amqp.hold-limit", config.holdLimit());
        positive("warren.amqp.requeue-pause", config.requeuePause());
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value);
        }
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(key + " must be longer than nothing, not " + value);
        }
    }
}

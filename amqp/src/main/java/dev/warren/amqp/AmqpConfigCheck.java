package dev.warren.amqp;

import dev.warren.settings.SettingsCheck;
import dev.warren.settings.SettingsFaults;
import jakarta.enterprise.context.ApplicationScoped;

/** Refuses settings of the way to the broker that cannot work. */
@ApplicationScoped
class AmqpConfigCheck implements SettingsCheck {

    private final AmqpConfig config;

    AmqpConfigCheck(AmqpConfig config) {
        this.config = config;
    }

    @Override
    public void check() {
        check(config);
    }

    static void check(AmqpConfig config) {
        AmqpAddress.parse(config.url());
        new SettingsFaults("warren.amqp.")
                .atLeastOne("prefetch", config.prefetch())
                .atLeastOne("concurrency", config.concurrency())
                .demand(
                        config.concurrency() <= config.prefetch() || config.prefetch() < 1,
                        "concurrency",
                        "must not be more than warren.amqp.prefetch, " + config.prefetch() + ", but is "
                                + config.concurrency())
                .atLeastOne("max-message-bytes", config.maxMessageBytes())
                .atLeastOne("publish.attempts", config.publish().attempts())
                .atLeastOne("publish.in-flight", config.publish().inFlight())
                .atLeastOne("bytes-in-flight", config.mostBytesInFlight())
                .atLeastOne("publish.bytes-in-flight", config.publish().mostBytesInFlight())
                .positive("publish.timeout", config.publish().timeout())
                .positive("publish.pause", config.publish().pause())
                .positive("overflow-after", config.overflowAfter())
                .positive("message-timeout", config.messageTimeout())
                .positive("drain", config.drain())
                .demand(
                        config.messageTimeout().plus(config.drain()).compareTo(config.consumerTimeout()) < 0,
                        "message-timeout",
                        "and warren.amqp.drain (%s and %s) must together be shorter than warren.amqp.consumer-timeout (%s): shorten the limit, or lengthen consumer_timeout of the broker and tell it here"
                                .formatted(config.messageTimeout(), config.drain(), config.consumerTimeout()))
                .positive("requeue-pause", config.requeuePause())
                .throwIfAny();
    }
}

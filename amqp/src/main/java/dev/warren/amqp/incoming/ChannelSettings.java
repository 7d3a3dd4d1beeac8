package dev.warren.amqp.incoming;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory;

/**
 * The attributes of one incoming channel.
 *
 * @param name the channel's
 * @param queue {@code queue.name}; by default the channel's name
 * @param scheduler {@code scheduler}: channels with the same value share one scheduler; by default the channel's name
 * @param overflow {@code overflow}: whether a flow that takes more than its share is moved to the service's queue of
 *     overflow; by default it is not
 * @param parkKey {@code park-key}: the routing key that leads from the parking exchange back into the queue; by default
 *     the queue's name
 * @param traced {@code tracing.enabled}; true by default
 */
record ChannelSettings(String name, String queue, String scheduler, boolean overflow, String parkKey, boolean traced) {

    static ChannelSettings of(Config channel) {
        String name = channel.getValue(ConnectorFactory.CHANNEL_NAME_ATTRIBUTE, String.class);
        String queue = text(channel, "queue.name", name);
        return new ChannelSettings(
                name,
                queue,
                text(channel, "scheduler", name),
                channel.getOptionalValue("overflow", Boolean.class).orElse(false),
                text(channel, "park-key", queue),
                channel.getOptionalValue("tracing.enabled", Boolean.class).orElse(true));
    }

    private static String text(Config channel, String attribute, String otherwise) {
        return channel.getOptionalValue(attribute, String.class).orElse(otherwise);
    }
}

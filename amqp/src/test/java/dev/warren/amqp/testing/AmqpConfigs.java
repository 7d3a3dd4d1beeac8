package dev.warren.amqp.testing;

import dev.warren.amqp.AmqpConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configurations without a service around them. */
public final class AmqpConfigs {

    private AmqpConfigs() {}

    /** The mapping over these values alone. */
    public static AmqpConfig of(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AmqpConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(AmqpConfig.class);
    }
}

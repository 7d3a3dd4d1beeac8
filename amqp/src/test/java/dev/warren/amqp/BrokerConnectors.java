package dev.warren.amqp;

import dev.warren.amqp.testing.AmqpConfigs;
import java.net.URI;
import java.util.Map;

/** Connectors without a service around them. */
public final class BrokerConnectors {

    private BrokerConnectors() {}

    /** One to this broker; all else is as by default. */
    public static BrokerConnector to(URI address, String service) {
        return new BrokerConnector(AmqpConfigs.of(Map.of("warren.amqp.url", address.toString())), service);
    }
}

package dev.warren.messaging.amqp;

import io.smallrye.reactive.messaging.ClientCustomizer;
import io.vertx.rabbitmq.RabbitMQOptions;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Leads every channel of the RabbitMQ connector to the one broker of {@code warren.amqp.url}. */
@ApplicationScoped
class IncomingConnections implements ClientCustomizer<RabbitMQOptions> {

    private final AmqpConfig amqp;
    private final String service;

    IncomingConnections(AmqpConfig amqp, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.amqp = amqp;
        this.service = service;
    }

    @Override
    public RabbitMQOptions customize(String channel, Config channelConfig, RabbitMQOptions options) {
        AmqpAddress address = AmqpAddress.parse(amqp.url());
        options.setAddresses(address.nodes())
                .setUser(address.user())
                .setPassword(address.password())
                .setVirtualHost(address.vhost())
                .setConnectionName(service + " <- " + channel);
        options.setSsl(address.tls());
        return options;
    }
}

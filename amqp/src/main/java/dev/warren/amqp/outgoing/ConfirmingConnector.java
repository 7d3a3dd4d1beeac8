package dev.warren.amqp.outgoing;

import dev.warren.amqp.AmqpConfig;
import io.opentelemetry.api.OpenTelemetry;
import io.smallrye.reactive.messaging.connector.OutboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.smallrye.reactive.messaging.rabbitmq.tracing.RabbitMQOpenTelemetryInstrumenter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/**
 * Publishes with confirms. It stands in for the outgoing half of the RabbitMQ connector, whose publisher takes a
 * confirm of several messages for one that is still being written, and leaves messages without any answer when a
 * connection is lost. Channel attributes: {@code exchange.name}, by default the channel's name;
 * {@code tracing.enabled}, by default true.
 */
@ApplicationScoped
@Connector(ConfirmingConnector.NAME)
public class ConfirmingConnector implements OutboundConnector, HealthReporter {

    /** The connector's name in {@code mp.messaging.outgoing.<channel>.connector}. */
    public static final String NAME = "warren-confirmed";

    private final PublishingConnection connection;
    private final AmqpConfig config;
    private final Instance<OpenTelemetry> openTelemetry;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, OutgoingChannel> channels = new ConcurrentHashMap<>();

    ConfirmingConnector(PublishingConnection connection, AmqpConfig config, Instance<OpenTelemetry> openTelemetry) {
        this.connection = connection;
        this.config = config;
        this.openTelemetry = openTelemetry;
    }

    @Override
    public Flow.Subscriber<? extends Message<?>> getSubscriber(Config channel) {
        String name = channel.getValue(CHANNEL_NAME_ATTRIBUTE, String.class);
        boolean traced =
                channel.getOptionalValue("tracing.enabled", Boolean.class).orElse(true);
        OutgoingChannel outgoing = new OutgoingChannel(
                channel.getOptionalValue("exchange.name", String.class).orElse(name),
                connection,
                config.publish().timeout(),
                traced ? RabbitMQOpenTelemetryInstrumenter.createForSender(openTelemetry) : null,
                executor);
        channels.put(name, outgoing);
        return outgoing;
    }

    /** Also says no while the connection is there and messages wait for their confirm, or fail, again and again. */
    @Override
    public HealthReport getReadiness() {
        boolean open = connection.isOpen();
        HealthReport.HealthReportBuilder report = HealthReport.builder();
        channels.forEach((name, channel) -> report.add(name, open && channel.isGettingThrough()));
        return report.build();
    }

    @PreDestroy
    void close() {
        executor.shutdown();
    }
}

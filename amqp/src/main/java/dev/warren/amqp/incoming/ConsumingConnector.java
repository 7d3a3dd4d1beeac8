package dev.warren.amqp.incoming;

import dev.warren.amqp.AmqpConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.PeriodicTask;
import dev.warren.amqp.outgoing.PublishingConnection;
import io.opentelemetry.api.OpenTelemetry;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.reactive.messaging.connector.InboundConnector;
import io.smallrye.reactive.messaging.health.HealthReport;
import io.smallrye.reactive.messaging.health.HealthReporter;
import io.smallrye.reactive.messaging.providers.connectors.ExecutionHolder;
import io.smallrye.reactive.messaging.rabbitmq.tracing.RabbitMQOpenTelemetryInstrumenter;
import io.vertx.core.impl.VertxInternal;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;
import org.jboss.logging.Logger;

/**
 * Consumes. It stands in for the incoming half of the RabbitMQ connector, which settles messages of a lost connection
 * on the one after it or stays dead when the broker was unavailable at the start. One connection, and an AMQP channel
 * for each channel of the application; its attributes are those of {@link ChannelSettings}.
 */
@ApplicationScoped
@Connector(ConsumingConnector.NAME)
public class ConsumingConnector implements InboundConnector, HealthReporter {

    /** The connector's name in {@code mp.messaging.incoming.<channel>.connector}. */
    public static final String NAME = "warren-consuming";

    /** When, during the stop, what has begun is waited for: after those that make it end soon have been told. */
    public static final int AWAIT_WORK = Interceptor.Priority.LIBRARY_BEFORE;

    private static final Logger LOG = Logger.getLogger(ConsumingConnector.class);
    private static final Duration ASKING_PAUSE = Duration.ofSeconds(5);
    private static final int PART_ON_DESK = 8;

    private final AmqpConfig config;
    private final PublishingConnection publishing;
    private final ExecutionHolder execution;
    private final Instance<OpenTelemetry> openTelemetry;
    private final FlowClassifier flowClassifier;
    private final MessageMover messageMover;
    private final InFlightRegistry work;
    private final ConsumingMetrics metrics;
    private final Clock clock;
    private final WorkCapacity workCapacity;
    private final BrokerConnection connection;
    private final QueueDepths depths;
    private final Map<String, FairScheduler> schedulers = new ConcurrentHashMap<>();
    private final List<IncomingChannel> channels = new CopyOnWriteArrayList<>();
    private volatile PeriodicTask asking;
    private volatile long endOfDrain;

    ConsumingConnector(
            AmqpConfig config,
            BrokerConnector brokerConnector,
            PublishingConnection publishing,
            ExecutionHolder execution,
            Instance<OpenTelemetry> openTelemetry,
            FlowClassifier flowClassifier,
            MessageMover messageMover,
            InFlightRegistry work,
            ConsumingMetrics metrics,
            Clock clock,
            WorkCapacity workCapacity) {
        this.config = config;
        this.publishing = publishing;
        this.execution = execution;
        this.openTelemetry = openTelemetry;
        this.flowClassifier = flowClassifier;
        this.messageMover = messageMover;
        this.work = work;
        this.metrics = metrics;
        this.clock = clock;
        this.workCapacity = workCapacity;
        this.connection = BrokerConnection.unbuffered(brokerConnector, "<-");
        this.depths = new QueueDepths(connection);
    }

    @Override
    public Flow.Publisher<? extends Message<?>> getPublisher(Config channelConfig) {
        ChannelSettings settings = ChannelSettings.of(channelConfig);
        FairScheduler fairScheduler = schedulers.computeIfAbsent(
                settings.scheduler(),
                name -> new FairScheduler(workCapacity::places, config.mostBytesInFlight() / PART_ON_DESK));
        IncomingChannel channel = new IncomingChannel(
                settings,
                connection,
                publishing,
                config,
                new InFlightBytes(this::mostBytesOfOne),
                fairScheduler,
                emission(settings),
                flowClassifier,
                messageMover,
                work,
                metrics,
                clock);
        channels.add(channel);
        metrics.show(channel, () -> depths.of(settings.queue()));
        return channel.messages().onSubscription().invoke(this::askForDepths);
    }

    private long mostBytesOfOne() {
        return config.mostBytesInFlight() / Math.max(1, channels.size());
    }

    private ChannelEmitter emission(ChannelSettings settings) {
        VertxInternal vertx = (VertxInternal) execution.vertx().getDelegate();
        return new ChannelEmitter(
                settings.queue(),
                vertx.createEventLoopContext(),
                settings.traced() ? RabbitMQOpenTelemetryInstrumenter.createForConnector(openTelemetry) : null);
    }

    private synchronized void askForDepths() {
        if (asking == null) {
            asking = PeriodicTask.start("queue-depths", ASKING_PAUSE, () -> depths.ask(queues()));
        }
    }

    private List<String> queues() {
        return channels.stream().map(IncomingChannel::queue).toList();
    }

    /** How many messages are in flight and wait for a place to be worked on. */
    public int waiting() {
        return schedulers.values().stream().mapToInt(FairScheduler::waiting).sum();
    }

    @Override
    public HealthReport getReadiness() {
        HealthReport.HealthReportBuilder report = HealthReport.builder();
        channels.forEach(channel -> report.add(channel.name(), channel.isConsuming()));
        return report.build();
    }

    /** No further message begins; those that have not begun are somebody else's from now on. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ShutdownEvent event) {
        endOfDrain = System.nanoTime() + config.drain().toNanos();
        schedulers.values().forEach(FairScheduler::close);
        channels.forEach(IncomingChannel::stop);
    }

    /**
     * What has begun gets time to end, counted from the beginning of the stop, and so do those connections that it
     * needs; else its work would be done again by whoever gets it next.
     */
    void awaitWork(@Observes @Priority(AWAIT_WORK) ShutdownEvent event) throws InterruptedException {
        boolean ended = true;
        for (FairScheduler fairScheduler : schedulers.values()) {
            ended &= fairScheduler.awaitIdle(Duration.ofNanos(endOfDrain - System.nanoTime()));
        }
        if (!ended) {
            LOG.warnf("shutdown timeout, requeueing unfinished messages drain=%s", config.drain());
        }
        channels.forEach(IncomingChannel::close);
    }

    @PreDestroy
    void close() {
        if (asking != null) {
            asking.close();
        }
        connection.close();
    }
}

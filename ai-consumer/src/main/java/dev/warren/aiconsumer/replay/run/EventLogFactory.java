package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.ReplayConfig;
import dev.warren.amqp.BrokerConnection;
import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.incoming.ConsumingConnector;
import dev.warren.amqp.incoming.InFlightRegistry;
import dev.warren.amqp.incoming.WorkCapacity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.spi.Connector;

/** Opens the log, and a look at live traffic beside it, over a connection of their own. Thread-safe. */
@ApplicationScoped
class EventLogFactory {

    private static final String PURPOSE = "replay";

    /** A replay waits while more than this part of what can be worked on at the same time is live. */
    private static final int HALF = 2;

    private final BrokerConnector brokerConnector;
    private final ReplayConfig config;
    private final InFlightRegistry work;
    private final ConsumingConnector consuming;
    private final WorkCapacity workCapacity;
    private final List<String> liveQueues;

    EventLogFactory(
            BrokerConnector brokerConnector,
            ReplayConfig config,
            InFlightRegistry work,
            @Connector(ConsumingConnector.NAME) ConsumingConnector consuming,
            WorkCapacity workCapacity,
            @ConfigProperty(name = "mp.messaging.incoming.events.queue.name") String events,
            @ConfigProperty(name = "mp.messaging.incoming.overflow.queue.name") String overflow) {
        this.brokerConnector = brokerConnector;
        this.config = config;
        this.work = work;
        this.consuming = consuming;
        this.workCapacity = workCapacity;
        this.liveQueues = List.of(events, overflow);
    }

    /**
     * Opens the log.
     *
     * @param offset where to begin; null to begin by time
     * @param from the time to begin with where there is no offset
     */
    Open open(Long offset, Instant from) throws IOException {
        BrokerConnection connection = new BrokerConnection(brokerConnector, PURPOSE);
        try {
            EventLog log = offset == null
                    ? EventLog.since(connection, config.log(), from.minus(config.clockDifference()))
                    : EventLog.at(connection, config.log(), offset);
            return new Open(connection, log, live(connection));
        } catch (IOException e) {
            connection.close();
            throw new IOException("the log cannot be opened", e);
        }
    }

    private LiveTraffic live(BrokerConnection connection) {
        return new LiveTraffic(connection, liveQueues, work, consuming::waiting, () -> workCapacity.places() / HALF);
    }

    /** The log and live traffic, until closed. */
    record Open(BrokerConnection connection, EventLog log, LiveTraffic live) implements AutoCloseable {

        @Override
        public void close() {
            connection.close();
        }
    }
}

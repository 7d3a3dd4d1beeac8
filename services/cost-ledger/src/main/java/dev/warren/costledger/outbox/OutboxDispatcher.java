package dev.warren.costledger.outbox;

import dev.warren.amqp.PeriodicTask;
import dev.warren.contracts.Topology;
import dev.warren.database.Jdbc;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.publishing.ConfirmedPublisher;
import dev.warren.messaging.publishing.PublisherFactory;
import dev.warren.messaging.publishing.UnconfirmedException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;

/** Publishes what is in the outbox and deletes what the broker has confirmed; one instance at a time, in order. */
@ApplicationScoped
class OutboxDispatcher {

    private static final Logger LOG = Logger.getLogger(OutboxDispatcher.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int AT_A_TIME = 100;

    private static final String LOCK = "select pg_try_advisory_xact_lock(7002)";

    /** A statement sees what was committed when it began: this one begins after the lock is ours. */
    private static final String TAKE =
            "select id, exchange, routing_key, message_id, body from outbox order by id limit ?";

    private static final String DELETE = "delete from outbox where id = any(?)";

    private final ServiceDatabase database;
    private final Map<String, ConfirmedPublisher> publishers;
    private volatile PeriodicTask periodicTask;

    OutboxDispatcher(
            ServiceDatabase database,
            PublisherFactory publisherFactory,
            @Channel(Topology.ALERTS) MutinyEmitter<byte[]> alerts,
            @Channel(Topology.BUDGETS) MutinyEmitter<byte[]> budgets) {
        this.database = database;
        this.publishers = Map.of(
                Topology.ALERTS, publisherFactory.over(alerts),
                Topology.BUDGETS, publisherFactory.over(budgets));
    }

    void onStart(@Observes StartupEvent event) {
        periodicTask = PeriodicTask.start("outbox", PAUSE, this::dispatch);
    }

    void onStop(@Observes ShutdownEvent event) {
        periodicTask.close();
    }

    /** Publishes all that is there, unless another instance does. */
    void dispatch() {
        try {
            while (database.transact(this::some) == AT_A_TIME) {
                LOG.debug("there is more in the outbox");
            }
        } catch (NotWrittenException | UnconfirmedException e) {
            LOG.debugf("outbox not dispatched cause=%s", e);
        }
    }

    private int some(Connection connection) throws SQLException {
        List<Waiting> waiting = isAlone(connection) ? take(connection) : List.of();
        waiting.forEach(this::publish);
        if (!waiting.isEmpty()) {
            delete(connection, waiting);
        }
        return waiting.size();
    }

    private static boolean isAlone(Connection connection) throws SQLException {
        try (PreparedStatement lock = connection.prepareStatement(LOCK);
                ResultSet row = lock.executeQuery()) {
            row.next();
            return row.getBoolean(1);
        }
    }

    /** Each is confirmed before the next: what is under way at the same time may arrive in any order. */
    private void publish(Waiting message) {
        publishers.get(message.exchange()).publish(message.body(), message.messageId(), message.routingKey());
    }

    private static List<Waiting> take(Connection connection) throws SQLException {
        return Jdbc.list(
                connection,
                TAKE,
                row -> new Waiting(
                        row.getLong(1), row.getString(2), row.getString(3), row.getString(4), row.getBytes(5)),
                AT_A_TIME);
    }

    private static void delete(Connection connection, List<Waiting> confirmed) throws SQLException {
        List<Long> ids = confirmed.stream().map(Waiting::id).toList();
        Jdbc.update(connection, DELETE, Jdbc.array(connection, "int8", ids));
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by no one
    private record Waiting(long id, String exchange, String routingKey, String messageId, byte[] body) {}
}

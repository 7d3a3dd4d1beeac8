package dev.warren.costledger.alerts;

import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.booking.AfterDelay;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.database.Database;
import dev.warren.messaging.database.GroupCommit;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Keeps what other services raise beside what the ledger does, each once however often it comes. The ledger's own come
 * this way too and are there already. While the database is away, messages wait.
 */
@ApplicationScoped
class AlertsConsumer implements AfterDelay {

    private static final Logger LOG = Logger.getLogger(AlertsConsumer.class);

    /** Nobody waits for an alert to be listed. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final Consumption consumption;
    private final EventHandler patient;
    private final GroupCommit<Notice, Boolean> notices;
    private final Clock clock;

    AlertsConsumer(Consumption consumption, Database database, Clock clock) {
        this.consumption = consumption;
        this.patient = database.patient(this);
        this.notices = database.inGroups(GATHERING, AlertTable::add);
        this.clock = clock;
    }

    @Incoming("raised-alerts")
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, patient);
    }

    @Override
    public String exchange() {
        return Topology.ALERTS;
    }

    @Override
    public void on(Delivery delivery) {
        Notice notice = Notice.of(delivery.event(), clock.instant());
        if (notices.write(notice)) {
            notice.log(LOG);
        }
    }
}

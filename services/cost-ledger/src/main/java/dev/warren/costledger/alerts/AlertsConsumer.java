package dev.warren.costledger.alerts;

import dev.warren.contracts.Topology;
import dev.warren.costledger.booking.RetriedMessageHandler;
import dev.warren.database.GroupCommit;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.Delivery;
import dev.warren.messaging.EventHandler;
import dev.warren.messaging.database.DatabaseOutageHandler;
import dev.warren.messaging.processing.MessageProcessor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Keeps what other services raise beside what the ledger does, each once however often it comes. The ledger's own come
 * this way too and are there already. While the database is unavailable, messages wait.
 */
@ApplicationScoped
class AlertsConsumer implements RetriedMessageHandler {

    private static final Logger LOG = Logger.getLogger(AlertsConsumer.class);

    /** Nobody waits for an alert to be listed. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private final MessageProcessor messageProcessor;
    private final EventHandler patient;
    private final GroupCommit<AlertRecord, Boolean> alertRecords;
    private final Clock clock;

    AlertsConsumer(MessageProcessor messageProcessor, ServiceDatabase database, Clock clock) {
        this.messageProcessor = messageProcessor;
        this.patient = new DatabaseOutageHandler(this, database);
        this.alertRecords = database.inGroups(GATHERING, AlertTable::add);
        this.clock = clock;
    }

    @Incoming("raised-alerts")
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        messageProcessor.handle(body, metadata, patient);
    }

    @Override
    public String exchange() {
        return Topology.ALERTS;
    }

    @Override
    public void on(Delivery delivery) {
        AlertRecord alertRecord = AlertRecord.of(delivery.event(), clock.instant());
        if (alertRecords.write(alertRecord)) {
            alertRecord.log(LOG);
        }
    }
}

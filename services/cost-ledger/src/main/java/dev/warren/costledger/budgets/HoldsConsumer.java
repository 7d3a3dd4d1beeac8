package dev.warren.costledger.budgets;

import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.contracts.v1.Names;
import dev.warren.contracts.v1.Topology;
import dev.warren.costledger.booking.TolerantDecoder;
import dev.warren.messaging.Consumption;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.database.Database;
import dev.warren.messaging.database.GroupCommit;
import dev.warren.messaging.database.NotWrittenException;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Decides on the requests for holds that are in hand at the same time in one transaction, and answers each. What cannot
 * be decided now is not kept: whoever asked asks again.
 */
@ApplicationScoped
class HoldsConsumer {

    private static final Logger LOG = Logger.getLogger(HoldsConsumer.class);

    /** Somebody waits for the answer. */
    private static final Duration GATHERING = Duration.ofMillis(1);

    private final Consumption consumption;
    private final TolerantDecoder decoder;
    private final Asking asking;
    private final Replies replies;
    private final HoldMetrics metrics;
    private final GroupCommit<HoldInquiry, HoldDecided> requests;
    private final GroupCommit<String, Boolean> releases;

    HoldsConsumer(
            Consumption consumption,
            TolerantDecoder decoder,
            Database database,
            Treasury treasury,
            Asking asking,
            Replies replies,
            HoldMetrics metrics) {
        this.consumption = consumption;
        this.decoder = decoder;
        this.asking = asking;
        this.replies = replies;
        this.metrics = metrics;
        this.requests = database.inGroups(
                GATHERING, (connection, inquiries) -> treasury.decide(connection, asking.price(connection, inquiries)));
        this.releases = database.inGroups(GATHERING, treasury::release);
    }

    @Incoming(Topology.HOLDS)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        consumption.handle(body, metadata, decoder, delivery -> on(delivery.event(), metadata));
    }

    private void on(CloudEvent message, IncomingRabbitMQMetadata metadata) {
        try {
            switch (message.getType()) {
                case HoldRequested.TYPE -> requested(message, metadata);
                case HoldReleased.TYPE -> released(message);
                default ->
                    throw new PermanentFailureException(
                            "not-a-hold", "the type is neither " + HoldRequested.TYPE + " nor " + HoldReleased.TYPE);
            }
        } catch (NotWrittenException e) {
            metrics.undecided();
            LOG.debugf("hold undecided cause=%s", e.getCause());
        }
    }

    private void requested(CloudEvent message, IncomingRabbitMQMetadata metadata) {
        String address = Replies.address(metadata);
        HoldDecided decided = requests.write(asking.read(message));
        metrics.decided(decided.decision());
        replies.send(address, metadata.getCorrelationId().orElse(decided.callId()), decided);
    }

    private void released(CloudEvent message) {
        HoldReleased released = HoldFaults.data(message, HoldReleased.class);
        HoldFaults.refuse(released);
        if (releases.write(Names.of(released.callId()))) {
            metrics.released();
        }
    }
}

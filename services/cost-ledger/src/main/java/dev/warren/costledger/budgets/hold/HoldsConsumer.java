package dev.warren.costledger.budgets.hold;

import dev.warren.contracts.Topology;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.costledger.booking.LenientDecoder;
import dev.warren.database.GroupCommit;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.processing.MessageProcessor;
import io.cloudevents.CloudEvent;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Decides on the requests for holds that are in flight at the same time in one transaction, and answers each. What
 * cannot be decided now is not kept: whoever asked asks again.
 */
@ApplicationScoped
class HoldsConsumer {

    private static final Logger LOG = Logger.getLogger(HoldsConsumer.class);

    /** Somebody waits for the answer. */
    private static final Duration GATHERING = Duration.ofMillis(1);

    private final MessageProcessor messageProcessor;
    private final LenientDecoder decoder;
    private final HoldRequestReader holdRequestReader;
    private final HoldReplies holdReplies;
    private final HoldMetrics metrics;
    private final GroupCommit<UnpricedHoldRequest, HoldDecided> requests;
    private final GroupCommit<String, Boolean> releases;

    HoldsConsumer(
            MessageProcessor messageProcessor,
            LenientDecoder decoder,
            ServiceDatabase database,
            HoldService holdService,
            HoldRequestReader holdRequestReader,
            HoldReplies holdReplies,
            HoldMetrics metrics) {
        this.messageProcessor = messageProcessor;
        this.decoder = decoder;
        this.holdRequestReader = holdRequestReader;
        this.holdReplies = holdReplies;
        this.metrics = metrics;
        this.requests = database.inGroups(
                GATHERING,
                (connection, inquiries) ->
                        holdService.decide(connection, holdRequestReader.price(connection, inquiries)));
        this.releases = database.inGroups(GATHERING, holdService::release);
    }

    @Incoming(Topology.HOLDS)
    @RunOnVirtualThread
    void on(byte[] body, IncomingRabbitMQMetadata metadata) {
        messageProcessor.handle(body, metadata, decoder, delivery -> on(delivery.event(), metadata));
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
        String address = HoldReplies.address(metadata);
        HoldDecided decided = requests.write(holdRequestReader.read(message));
        metrics.decided(decided.decision());
        holdReplies.send(address, metadata.getCorrelationId().orElse(decided.callId()), decided);
    }

    private void released(CloudEvent message) {
        HoldReleased released = HoldFaults.data(message, HoldReleased.class);
        HoldFaults.refuse(released);
        if (releases.write(LedgerNameRules.of(released.callId()))) {
            metrics.released();
        }
    }
}

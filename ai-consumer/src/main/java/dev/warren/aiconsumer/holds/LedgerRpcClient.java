package dev.warren.aiconsumer.holds;

import dev.warren.amqp.rpc.RpcClient;
import dev.warren.amqp.rpc.RpcMessage;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.HoldDecided;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * RPC to the ledger over RabbitMQ. No message is confirmed: a lost request is repeated, and after a lost release the
 * hold expires. Thread-safe.
 */
@ApplicationScoped
class LedgerRpcClient {

    private static final Logger LOG = Logger.getLogger(LedgerRpcClient.class);

    private final RpcClient rpcClient;

    LedgerRpcClient(LedgerConnection connection) {
        this.rpcClient = new RpcClient(connection.broker());
    }

    /**
     * Asks once, and waits for the decision; empty if none came.
     *
     * @param request its id is the call's; nobody else may ask for the same call at the same time
     */
    Optional<HoldDecided> ask(CloudEvent request, String feature, Duration patience) throws InterruptedException {
        return rpcClient
                .ask(Topology.HOLDS, feature, message(request), patience)
                .flatMap(LedgerRpcClient::decision)
                .filter(decided -> request.getId().equals(decided.callId()));
    }

    /** Sends a message that has no reply. */
    void tell(CloudEvent message, String feature, Duration patience) {
        rpcClient.tell(Topology.HOLDS, feature, message(message), patience);
    }

    private static RpcMessage message(CloudEvent message) {
        return new RpcMessage(message.getId(), ContractCodec.CLOUDEVENTS_JSON, PooledJson.write(message));
    }

    private static Optional<HoldDecided> decision(byte[] reply) {
        try {
            return Optional.of(ContractCodec.data(PooledJson.read(reply), HoldDecided.class));
        } catch (RuntimeException e) {
            LOG.errorf(e, "a reply of the ledger cannot be read");
            return Optional.empty();
        }
    }
}

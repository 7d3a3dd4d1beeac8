package dev.warren.costledger.budgets.hold;

import dev.warren.amqp.BrokerConnector;
import dev.warren.amqp.rpc.RpcMessage;
import dev.warren.amqp.rpc.RpcReplier;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.costledger.budgets.store.AccountStatusUpdater;
import dev.warren.messaging.PermanentFailureException;
import dev.warren.messaging.codec.CloudEventCodec;
import io.smallrye.reactive.messaging.rabbitmq.IncomingRabbitMQMetadata;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Replies to hold requests. Nothing is stored and nothing confirmed: a decision that is lost is asked for again.
 * Thread-safe.
 */
@ApplicationScoped
class HoldReplies {

    private final CloudEventCodec codec;
    private final Clock clock;
    private final RpcReplier rpcReplier;

    HoldReplies(BrokerConnector brokerConnector, CloudEventCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
        this.rpcReplier = new RpcReplier(brokerConnector, "-> decisions");
    }

    /**
     * Where the reply goes.
     *
     * @throws PermanentFailureException if that is no address of direct reply-to: nobody may have us write elsewhere
     */
    static String address(IncomingRabbitMQMetadata metadata) {
        return metadata.getReplyTo()
                .filter(address -> address.startsWith(RpcReplier.ADDRESSES))
                .orElseThrow(() ->
                        new PermanentFailureException("no-reply-to", "reply-to is not " + RpcReplier.ADDRESSES + "*"));
    }

    /** Sends a decision, if that is possible now, with the correlation id of the request. */
    void send(String address, String correlationId, HoldDecided decided) {
        byte[] body = codec.encode(ContractCodec.decision(AccountStatusUpdater.SERVICE, decided, clock));
        rpcReplier.reply(
                address, correlationId, new RpcMessage(decided.callId(), ContractCodec.CLOUDEVENTS_JSON, body));
    }

    @PreDestroy
    void close() {
        rpcReplier.close();
    }
}

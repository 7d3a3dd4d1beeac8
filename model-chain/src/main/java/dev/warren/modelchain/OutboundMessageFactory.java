package dev.warren.modelchain;

import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import dev.warren.modelchain.message.EventJob;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.CallLogEntry;
import dev.warren.modelchain.provider.TokenCounts;
import dev.warren.modelchain.provider.settings.ProviderRegistry;
import dev.warren.modelchain.store.key.WorkItem;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Messages of this service, attributed to whom the event is attributed to. */
@ApplicationScoped
class OutboundMessageFactory {

    private final String service;
    private final ProviderRegistry providerRegistry;
    private final Clock clock;

    OutboundMessageFactory(
            @ConfigProperty(name = "quarkus.application.name") String service,
            ProviderRegistry providerRegistry,
            Clock clock) {
        this.service = service;
        this.providerRegistry = providerRegistry;
        this.clock = clock;
    }

    OutboundMessage result(EventJob eventJob, Result result, Outcome outcome) {
        CloudEvent message = ContractCodec.result(
                service, result.inReplay(eventJob.replay()), outcome, Attribution.of(eventJob.event()), clock);
        return message(Topology.RESULTS, Topology.resultKey(result.feature(), outcome, eventJob.replay()), message);
    }

    /** A result that was told before, with a mark, for the same user. */
    OutboundMessage marked(OutboundMessage told, Conflict mark) {
        CloudEvent before = PooledJson.read(told.body().getBytes(StandardCharsets.UTF_8));
        Result result = ContractCodec.data(before, Result.class).inConflict(mark);
        CloudEvent marked =
                ContractCodec.result(service, result, Outcome.ofType(before.getType()), Attribution.of(before), clock);
        return message(told.exchange(), told.routingKey(), marked);
    }

    OutboundMessage usage(EventJob eventJob, ModelCalled called) {
        CloudEvent message = ContractCodec.usage(service, onLedger(called), Attribution.of(eventJob.event()), clock);
        return message(Topology.USAGE, called.feature(), message);
    }

    private ModelCalled onLedger(ModelCalled called) {
        Spared spared = called.spared();
        return called.by(providerRegistry.onLedger(called.provider()))
                .sparing(
                        spared == null
                                ? null
                                : new Spared(providerRegistry.onLedger(spared.provider()), spared.model()));
    }

    /** That an answer was used again; once per piece of work and call, however often it is said. */
    OutboundMessage reused(EventJob eventJob, WorkItem work, CallLogEntry bought) {
        String id = UUID.nameUUIDFromBytes((work.key() + " " + bought.id().orElse("")).getBytes(StandardCharsets.UTF_8))
                .toString();
        TokenCounts tokens = bought.tokens();
        AnswerReused reused = new AnswerReused(
                id,
                EventRef.to(eventJob.event()),
                work.feature(),
                providerRegistry.onLedger(bought.provider()),
                bought.model(),
                bought.id().orElse(""),
                tokens.input(),
                tokens.cachedInput(),
                tokens.output(),
                tokens.known(),
                tokens.cacheWrite(),
                tokens.reasoning(),
                false,
                bought.said().reported());
        CloudEvent message = ContractCodec.reused(service, reused, Attribution.of(eventJob.event()), clock);
        return message(Topology.USAGE, work.feature(), message);
    }

    private static OutboundMessage message(String exchange, String routingKey, CloudEvent message) {
        String body = new String(PooledJson.write(message), StandardCharsets.UTF_8);
        return new OutboundMessage(exchange, routingKey, message.getId(), body);
    }
}

package dev.warren.modelchain;

import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.Conflict;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Json;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Result;
import dev.warren.contracts.v1.Topology;
import dev.warren.modelchain.provider.Call;
import dev.warren.modelchain.provider.Endpoints;
import dev.warren.modelchain.provider.Tokens;
import dev.warren.modelchain.store.Work;
import io.cloudevents.CloudEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Messages of this service, attributed to whom the event is attributed to. */
@ApplicationScoped
class Envelopes {

    private final String service;
    private final Endpoints endpoints;
    private final Clock clock;

    Envelopes(@ConfigProperty(name = "quarkus.application.name") String service, Endpoints endpoints, Clock clock) {
        this.service = service;
        this.endpoints = endpoints;
        this.clock = clock;
    }

    Message result(Job job, Result result, Outcome outcome) {
        CloudEvent message =
                Messages.result(service, result.inReplay(job.replay()), outcome, Attribution.of(job.event()), clock);
        return message(Topology.RESULTS, Topology.resultKey(result.feature(), outcome, job.replay()), message);
    }

    /** A result that was told before, with a mark, for the same user. */
    Message marked(Message told, Conflict mark) {
        CloudEvent before = Json.read(told.body().getBytes(StandardCharsets.UTF_8));
        Result result = Messages.data(before, Result.class).inConflict(mark);
        CloudEvent marked =
                Messages.result(service, result, Outcome.ofType(before.getType()), Attribution.of(before), clock);
        return message(told.exchange(), told.routingKey(), marked);
    }

    Message usage(Job job, ModelCalled called) {
        CloudEvent message = Messages.usage(service, onLedger(called), Attribution.of(job.event()), clock);
        return message(Topology.USAGE, called.feature(), message);
    }

    private ModelCalled onLedger(ModelCalled called) {
        Spared spared = called.spared();
        return called.by(endpoints.onLedger(called.provider()))
                .sparing(spared == null ? null : new Spared(endpoints.onLedger(spared.provider()), spared.model()));
    }

    /** That an answer was used again; once per piece of work and call, however often it is said. */
    Message reused(Job job, Work work, Call bought) {
        String id = UUID.nameUUIDFromBytes((work.key() + " " + bought.id().orElse("")).getBytes(StandardCharsets.UTF_8))
                .toString();
        Tokens tokens = bought.tokens();
        AnswerReused reused = new AnswerReused(
                id,
                EventRef.to(job.event()),
                work.feature(),
                endpoints.onLedger(bought.provider()),
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
        CloudEvent message = Messages.reused(service, reused, Attribution.of(job.event()), clock);
        return message(Topology.USAGE, work.feature(), message);
    }

    private static Message message(String exchange, String routingKey, CloudEvent message) {
        String body = new String(Json.write(message), StandardCharsets.UTF_8);
        return new Message(exchange, routingKey, message.getId(), body);
    }
}

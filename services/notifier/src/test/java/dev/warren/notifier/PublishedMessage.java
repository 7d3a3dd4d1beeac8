package dev.warren.notifier;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Failure;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Output;
import dev.warren.contracts.v1.Result;
import dev.warren.testing.Broker;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * Messages as the other services publish them.
 *
 * @param exchange where they go
 * @param key the routing key
 * @param event the message
 */
public record PublishedMessage(String exchange, String key, CloudEvent event) {

    private static final int PERSISTENT = 2;
    private static final String KIND = "summary";

    /** An output. */
    public record Summary(String summary, String method) implements Output {}

    /** An event that intake accepted. */
    public static PublishedMessage accepted(EventRef event, String user, Instant at) {
        CloudEvent accepted = CloudEventBuilder.v1()
                .withId(event.id())
                .withSource(URI.create(event.source()))
                .withType(event.type())
                .withTime(at.atOffset(ZoneOffset.UTC))
                .withExtension(Attribution.USER_ID, user)
                .withData("application/json", "{\"secret\":\"payload\"}".getBytes(StandardCharsets.UTF_8))
                .build();
        return new PublishedMessage(Topology.EVENTS, event.type(), accepted);
    }

    /** An answer. */
    public static PublishedMessage completed(EventRef event, String feature, String user, String summary, Instant at) {
        Output output = new Summary(summary, "extractive");
        Result result = Result.completed(
                event, feature, KIND, output, "first sentences", false, "local", "lexrank", false, List.of());
        return result(result, Outcome.COMPLETED, user, at);
    }

    /** A wait. */
    public static PublishedMessage held(EventRef event, String feature, String user, Instant at) {
        return result(Result.held(event, feature, KIND, "budget exhausted", null), Outcome.HELD, user, at);
    }

    /** An end without an answer. */
    public static PublishedMessage failed(EventRef event, String feature, String user, Instant at) {
        Failure failure = new Failure("too-long", "the text is too long", false);
        return result(Result.failed(event, feature, KIND, failure, List.of()), Outcome.FAILED, user, at);
    }

    /** A person's word. */
    public static PublishedMessage corrected(EventRef event, String feature, String user, String summary, Instant at) {
        Output output = new Summary(summary, "abstractive");
        Result result =
                Result.completed(event, feature, KIND, output, "by a person", false, "person", null, false, List.of());
        return result(result, Outcome.CORRECTED, user, at);
    }

    /** The same result as a replay of history came to it. */
    public PublishedMessage inReplay(String replay) {
        Result result = ContractCodec.data(event, Result.class).inReplay(replay);
        Outcome outcome = Outcome.ofType(event.getType());
        CloudEvent replayed = ContractCodec.result(
                "summarizer",
                result,
                outcome,
                Attribution.of(event),
                Clock.fixed(event.getTime().toInstant(), ZoneOffset.UTC));
        return new PublishedMessage(Topology.RESULTS, Topology.resultKey(result.feature(), outcome, replay), replayed);
    }

    /** Something that a person should see. */
    public static PublishedMessage alert(String kind) {
        Alert alert = new Alert(Alert.Severity.WARNING, kind, "a model has no price", Map.of());
        return new PublishedMessage(
                Topology.ALERTS,
                Topology.alertKey(Alert.Severity.WARNING, kind),
                ContractCodec.alert("cost-ledger", alert, kind, Clock.systemUTC()));
    }

    /** One of many alerts of the same kind, which another sums up. */
    public static PublishedMessage alertOf(String kind, String user, String team) {
        Alert alert = new Alert(Alert.Severity.WARNING, kind, "used up", Map.of(Alert.SUMMED_UP, "true"));
        return new PublishedMessage(
                Topology.ALERTS,
                Topology.alertKey(Alert.Severity.WARNING, kind),
                ContractCodec.alert("cost-ledger", alert, user + team, new Attribution(user, team), Clock.systemUTC()));
    }

    /** Says it, and returns when the broker has it. */
    public void to(Broker broker) {
        broker.publish(exchange, key, new JsonFormat().serialize(event), properties());
    }

    private AMQP.BasicProperties properties() {
        return new AMQP.BasicProperties.Builder()
                .messageId(event.getId())
                .contentType(ContractCodec.CLOUDEVENTS_JSON)
                .deliveryMode(PERSISTENT)
                .build();
    }

    private static PublishedMessage result(Result result, Outcome outcome, String user, Instant at) {
        CloudEvent event = ContractCodec.result(
                "summarizer", result, outcome, new Attribution(user, null), Clock.fixed(at, ZoneOffset.UTC));
        return new PublishedMessage(Topology.RESULTS, Topology.resultKey(result.feature(), outcome), event);
    }
}

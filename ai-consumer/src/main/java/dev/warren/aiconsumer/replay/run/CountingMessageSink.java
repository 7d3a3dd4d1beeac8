package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.ModelUsage;
import dev.warren.aiconsumer.replay.ReplayCounts;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import dev.warren.modelchain.provider.Provider;
import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Counts what is published about one event on its way out. A message that is published again, because the event was
 * tried again or because an earlier process had done the work, counts once. Used by one thread.
 */
final class CountingMessageSink implements MessageSink {

    private final MessageSink next;
    private final long estimate;
    private final Set<String> seen = new HashSet<>();
    private ReplayCounts figures = new ReplayCounts(1, 1, 0, 0, 0, 0, 0, List.of());

    /**
     * Begins to count.
     *
     * @param estimate what a call counts whose provider gives no tokens
     */
    CountingMessageSink(MessageSink next, long estimate) {
        this.next = next;
        this.estimate = estimate;
    }

    @Override
    public void publish(OutboundMessage message) {
        next.publish(message);
        count(message);
    }

    @Override
    public void publish(List<OutboundMessage> messages) {
        next.publish(messages);
        messages.forEach(this::count);
    }

    private void count(OutboundMessage message) {
        if (seen.add(message.id())) {
            figures = figures.plus(counted(message));
        }
    }

    ReplayCounts figures() {
        return figures;
    }

    private ReplayCounts counted(OutboundMessage message) {
        CloudEvent content = PooledJson.read(message.body().getBytes(StandardCharsets.UTF_8));
        if (message.exchange().equals(Topology.RESULTS)) {
            boolean completed = Outcome.ofType(content.getType()) == Outcome.COMPLETED;
            return new ReplayCounts(0, 0, completed ? 1 : 0, completed ? 0 : 1, 0, 0, 0, List.of());
        }
        if (content.getType().equals(AnswerReused.TYPE)) {
            return new ReplayCounts(0, 0, 0, 0, 0, 1, 0, List.of());
        }
        return called(ContractCodec.data(content, ModelCalled.class));
    }

    private ReplayCounts called(ModelCalled call) {
        ModelUsage usage = new ModelUsage(
                call.provider(),
                call.model(),
                1,
                call.inputTokens(),
                call.cachedInputTokens(),
                call.outputTokens(),
                call.tokensKnown() ? 0 : 1);
        return new ReplayCounts(0, 0, 0, 0, 0, 0, cost(call), List.of(usage));
    }

    private long cost(ModelCalled call) {
        if (call.provider().equals(Provider.LOCAL)) {
            return 0;
        }
        return call.tokensKnown() ? call.inputTokens() + call.outputTokens() : estimate;
    }
}

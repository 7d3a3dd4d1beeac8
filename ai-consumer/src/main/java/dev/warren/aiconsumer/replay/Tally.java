package dev.warren.aiconsumer.replay;

import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Json;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Outcome;
import dev.warren.contracts.v1.Topology;
import dev.warren.modelchain.Message;
import dev.warren.modelchain.Outlet;
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
final class Tally implements Outlet {

    private final Outlet next;
    private final long estimate;
    private final Set<String> seen = new HashSet<>();
    private Figures figures = new Figures(1, 1, 0, 0, 0, 0, 0, List.of());

    /**
     * Begins to count.
     *
     * @param estimate what a call counts whose provider gives no tokens
     */
    Tally(Outlet next, long estimate) {
        this.next = next;
        this.estimate = estimate;
    }

    @Override
    public void publish(Message message) {
        next.publish(message);
        count(message);
    }

    @Override
    public void publish(List<Message> messages) {
        next.publish(messages);
        messages.forEach(this::count);
    }

    private void count(Message message) {
        if (seen.add(message.id())) {
            figures = figures.plus(counted(message));
        }
    }

    Figures figures() {
        return figures;
    }

    private Figures counted(Message message) {
        CloudEvent content = Json.read(message.body().getBytes(StandardCharsets.UTF_8));
        if (message.exchange().equals(Topology.RESULTS)) {
            boolean completed = Outcome.ofType(content.getType()) == Outcome.COMPLETED;
            return new Figures(0, 0, completed ? 1 : 0, completed ? 0 : 1, 0, 0, 0, List.of());
        }
        if (content.getType().equals(AnswerReused.TYPE)) {
            return new Figures(0, 0, 0, 0, 0, 1, 0, List.of());
        }
        return called(Messages.data(content, ModelCalled.class));
    }

    private Figures called(ModelCalled call) {
        Usage usage = new Usage(
                call.provider(),
                call.model(),
                1,
                call.inputTokens(),
                call.cachedInputTokens(),
                call.outputTokens(),
                call.tokensKnown() ? 0 : 1);
        return new Figures(0, 0, 0, 0, 0, 0, cost(call), List.of(usage));
    }

    private long cost(ModelCalled call) {
        if (call.provider().equals(Provider.LOCAL)) {
            return 0;
        }
        return call.tokensKnown() ? call.inputTokens() + call.outputTokens() : estimate;
    }
}

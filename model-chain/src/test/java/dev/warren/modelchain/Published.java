package dev.warren.modelchain;

import dev.warren.modelchain.message.MessageSink;
import dev.warren.modelchain.message.OutboundMessage;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was published, in order. */
final class Published implements MessageSink {

    private final List<OutboundMessage> messages = new CopyOnWriteArrayList<>();

    @Override
    public void publish(OutboundMessage message) {
        messages.add(message);
    }

    List<OutboundMessage> messages() {
        return messages;
    }

    /** Exchange and routing key of each, without the final {@code s} of {@code results}. */
    List<String> keys() {
        return messages.stream()
                .map(message -> (message.exchange().equals("results") ? "result" : message.exchange()) + " "
                        + message.routingKey())
                .toList();
    }

    CloudEvent get(int i) {
        return event(messages.get(i));
    }

    CloudEvent last() {
        return event(messages.getLast());
    }

    String lastData() {
        return new String(last().getData().toBytes(), StandardCharsets.UTF_8);
    }

    private static CloudEvent event(OutboundMessage message) {
        return new JsonFormat().deserialize(message.body().getBytes(StandardCharsets.UTF_8));
    }
}

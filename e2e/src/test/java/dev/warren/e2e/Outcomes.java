package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;

/** Collects the results that an outside program sees on the stream, by event. */
final class Outcomes implements AutoCloseable {

    private static final Duration OPEN_LIMIT = Duration.ofSeconds(20);

    private final Map<String, Collection<JsonNode>> byEvent = new ConcurrentHashMap<>();
    private final ResultFeed feed;

    Outcomes(URI notifier) throws Exception {
        feed = ResultFeed.open(notifier.resolve("/v1/stream?type=dev.warren.result.*"), OPEN_LIMIT, this::add);
    }

    /** Waits for the first result of every event. */
    void await(Collection<JsonNode> events, Duration limit) {
        Awaitility.await("results of " + events.size() + " events")
                .atMost(limit)
                .until(() -> events.stream().allMatch(event -> byEvent.containsKey(id(event))));
    }

    /** How many of the events have a result by now. */
    long count(Collection<JsonNode> events) {
        return events.stream().filter(event -> byEvent.containsKey(id(event))).count();
    }

    /** The data of the first result of an event. */
    JsonNode of(JsonNode event) {
        return byEvent.getOrDefault(id(event), List.of()).iterator().next().get("data");
    }

    /** The different ids of an event's results: a repeated result counts once. */
    Set<String> ids(JsonNode event) {
        Set<String> ids = ConcurrentHashMap.newKeySet();
        byEvent.getOrDefault(id(event), List.of())
                .forEach(result -> ids.add(result.get("id").asText()));
        return ids;
    }

    @Override
    public void close() {
        feed.close();
    }

    private void add(ResultFeed.Frame frame) {
        byEvent.computeIfAbsent(frame.data().at("/data/event/id").asText(), id -> new ConcurrentLinkedQueue<>())
                .add(frame.data());
    }

    private static String id(JsonNode event) {
        return event.get("id").asText();
    }
}

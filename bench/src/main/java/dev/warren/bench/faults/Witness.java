package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What was published on {@code results} and {@code usage}, as an outside program saw it. Thread-safe. */
final class Witness {

    private static final Set<String> FINAL =
            Set.of("dev.warren.result.completed", "dev.warren.result.failed", "dev.warren.result.corrected");
    private static final String CALLED = "dev.warren.model.called";

    private final Map<Work, Map<String, String>> outcomes = new ConcurrentHashMap<>();
    private final Set<String> calls = ConcurrentHashMap.newKeySet();

    void result(JsonNode message) {
        String type = message.get("type").asText();
        if (FINAL.contains(type)) {
            Work work = new Work(
                    message.at("/data/event/id").asText(),
                    message.at("/data/feature").asText());
            outcomes.computeIfAbsent(work, none -> new ConcurrentHashMap<>())
                    .put(message.get("id").asText(), type);
        }
    }

    void usage(JsonNode message) {
        if (CALLED.equals(message.get("type").asText())) {
            calls.add(message.at("/data/callId").asText());
        }
    }

    /** The types of the final results of a piece of work, by id: the same id again is the same message. */
    Map<String, String> outcomesOf(Work work) {
        return outcomes.getOrDefault(work, Map.of());
    }

    /** The ids of all calls that somebody reported. */
    Set<String> calls() {
        return Set.copyOf(calls);
    }
}

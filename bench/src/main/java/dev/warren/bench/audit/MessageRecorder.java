package dev.warren.bench.audit;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was published on {@code results}, {@code usage} and {@code dead-letters}, as an outside program saw it.
 * Thread-safe.
 */
public final class MessageRecorder {

    private static final Set<String> FINAL =
            Set.of("dev.warren.result.completed", "dev.warren.result.failed", "dev.warren.result.corrected");
    private static final String HELD = "dev.warren.result.held";
    private static final String CALLED = "dev.warren.model.called";

    private final Map<ExpectedWork, Map<String, String>> outcomes = new ConcurrentHashMap<>();
    private final Map<ExpectedWork, Map<String, String>> held = new ConcurrentHashMap<>();
    private final Collection<ExpectedWork> ended = new ConcurrentLinkedQueue<>();
    private final LongAdder heldAgain = new LongAdder();
    private final Set<String> calls = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> deadLetters = new ConcurrentHashMap<>();

    /** Takes note of a message on {@code results}. */
    public void result(JsonNode message) {
        String type = message.get("type").asText();
        String id = message.get("id").asText();
        ExpectedWork work = new ExpectedWork(
                message.at("/data/event/id").asText(),
                message.at("/data/feature").asText());
        if (FINAL.contains(type) && of(outcomes, work).put(id, type) == null) {
            ended.add(work);
        } else if (HELD.equals(type) && of(held, work).put(id, type) != null) {
            heldAgain.increment();
        }
    }

    /** Takes note of a message on {@code usage}. */
    public void usage(JsonNode message) {
        if (CALLED.equals(message.get("type").asText())) {
            calls.add(message.at("/data/callId").asText());
        }
    }

    /** Takes note of a message on {@code dead-letters}, by the message id that it came in with. */
    public void deadLetter(String messageId) {
        if (messageId != null) {
            deadLetters.merge(messageId, 1, Integer::sum);
        }
    }

    /** How often the message with this id became a dead letter. */
    public int deadLetters(String messageId) {
        return deadLetters.getOrDefault(messageId, 0);
    }

    /** The types of the final results of a piece of work, by id: the same id again is the same message. */
    public Map<String, String> outcomesOf(ExpectedWork work) {
        return outcomes.getOrDefault(work, Map.of());
    }

    /** The ids of the results that said of a piece of work that it is held back. */
    public Set<String> heldResultsOf(ExpectedWork work) {
        return Set.copyOf(held.getOrDefault(work, Map.of()).keySet());
    }

    /** How many results said again, with the same id, that a piece of work is held back. */
    public long heldAgain() {
        return heldAgain.sum();
    }

    /** Work in the order in which its final results were seen. */
    public List<ExpectedWork> ended() {
        return List.copyOf(ended);
    }

    /** The ids of all calls that somebody reported. */
    public Set<String> calls() {
        return Set.copyOf(calls);
    }

    private static Map<String, String> of(Map<ExpectedWork, Map<String, String>> kept, ExpectedWork work) {
        return kept.computeIfAbsent(work, none -> new ConcurrentHashMap<>());
    }
}

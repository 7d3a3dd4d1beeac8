package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares results with what the samples expect. Not thread-safe. */
final class Scoreboard {

    /** The share of labels that a feature with useful labels and examples gets right. */
    private static final double USEFUL = 0.7;

    /** How one feature does so far. */
    static final class Score {
        private int expected;
        private int completed;
        private int labelled;
        private int right;

        /**
         * Where labels were expected, the share of them that was met; otherwise the share of events that were answered.
         */
        double share() {
            return labelled > 0 ? (double) right / labelled : (double) completed / expected;
        }

        @Override
        public String toString() {
            String words = labelled > 0
                    ? right + " of " + labelled + " as a person would label them"
                    : completed + " of " + expected + " answered";
            return "%s (%.1f %%)".formatted(words, 100 * share());
        }
    }

    private final Map<String, Sample> waiting = new HashMap<>();
    private final List<String> failed = new ArrayList<>();
    private final Map<String, Score> scores = new TreeMap<>();

    Scoreboard(Collection<Sample> samples) {
        for (Sample sample : samples) {
            waiting.put(key(sample.id(), sample.feature()), sample);
            Score score = scores.computeIfAbsent(sample.feature(), name -> new Score());
            score.expected++;
            score.labelled += sample.label() == null ? 0 : 1;
        }
    }

    /** Takes a result; gives the sample that waited for it, or null where none did. */
    Sample take(JsonNode result, boolean completed) {
        JsonNode data = result.get("data");
        String feature = data.get("feature").asText();
        String id = data.at("/event/id").asText();
        Sample sample = waiting.remove(key(id, feature));
        if (sample != null && completed) {
            Score score = scores.get(feature);
            score.completed++;
            score.right += data.at("/output/label").asText().equals(sample.label()) ? 1 : 0;
        } else if (sample != null) {
            failed.add("%s: failed with %s (%s); ./warren dead list shows dead letters, which can be replayed"
                    .formatted(
                            key(id, feature),
                            data.at("/error/code").asText("no code"),
                            data.at("/error/message").asText("no message")));
        }
        return sample;
    }

    /** The sample that waits for this result, or null where none does. */
    Sample waitingFor(JsonNode result) {
        JsonNode data = result.get("data");
        return waiting.get(
                key(data.at("/event/id").asText(), data.get("feature").asText()));
    }

    /** Whether every sample has its outcome. */
    boolean complete() {
        return waiting.isEmpty();
    }

    /** Whether every outcome is an answer. */
    boolean allAnswered() {
        return complete() && failed.isEmpty();
    }

    /** The samples that still wait. */
    Collection<Sample> waiting() {
        return waiting.values();
    }

    /**
     * What was promised and not kept, one sentence for each event: it has no outcome, or is not answered although the
     * last provider is embedded.
     *
     * @param limit for how long nothing had come when the waiting ended
     */
    List<String> broken(Duration limit) {
        List<String> broken = new ArrayList<>();
        waiting.keySet().stream()
                .sorted()
                .forEach(key -> broken.add(("%s: no outcome, and no event has had one within the last"
                                + " %d s. Events must not be lost: see ./warren status, GET /v1/events/%s of the notifier"
                                + " and ./warren dead list")
                        .formatted(key, limit.toSeconds(), key.substring(0, key.indexOf(' ')))));
        failed.forEach(sentence ->
                broken.add(sentence + ". This must not happen: the last provider of the chain always answers"));
        return broken;
    }

    /** Features whose labels are right less often than is useful, which breaks no promise. */
    List<String> poor() {
        List<String> poor = new ArrayList<>();
        scores.forEach((feature, score) -> {
            if (complete() && score.labelled > 0 && score.share() < USEFUL) {
                poor.add(
                        "%s: every event has its outcome, but only %s, and %.0f %% is what to expect; see docs/features.md for better labels"
                                .formatted(feature, score, 100 * USEFUL));
            }
        });
        return poor;
    }

    /** The score of each feature, by name. */
    Map<String, Score> scores() {
        return scores;
    }

    private static String key(String id, String feature) {
        return id + " " + feature;
    }
}

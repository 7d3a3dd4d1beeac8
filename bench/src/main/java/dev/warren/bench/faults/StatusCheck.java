package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.audit.MessageRecorder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the notifier, asked for an event, tells the outcome that was published. */
final class StatusCheck implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI notifier;
    private final MessageRecorder messageRecorder;

    StatusCheck(URI notifier, MessageRecorder messageRecorder) {
        this.notifier = notifier;
        this.messageRecorder = messageRecorder;
    }

    /** What does not agree, each with the event. */
    List<String> faults(List<ExpectedWork> expected) throws IOException, InterruptedException {
        List<String> faults = new ArrayList<>();
        for (ExpectedWork work : expected) {
            fault(work).ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<String> fault(ExpectedWork work) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(notifier.resolve("/v1/events/" + work.event()))
                .timeout(LIMIT)
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() != OK) {
            return Optional.of("%s: the notifier answers %d".formatted(work, response.statusCode()));
        }
        JsonNode status = JSON.readTree(response.body());
        List<String> told = new ArrayList<>();
        for (JsonNode outcome : status.get("outcomes")) {
            if (outcome.get("feature").asText().equals(work.feature())) {
                told.add(outcome.get("resultId").asText());
            }
        }
        Map<String, String> published = messageRecorder.outcomesOf(work);
        if (told.size() == 1 && published.containsKey(told.getFirst()) && status.hasNonNull("acceptedAt")) {
            return Optional.empty();
        }
        return Optional.of("%s: the notifier knows the results %s, accepted at %s; published were %s"
                .formatted(work, told, status.get("acceptedAt"), published));
    }

    @Override
    public void close() {
        http.close();
    }
}

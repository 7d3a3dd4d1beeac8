package dev.warren.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreboardTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void anEventWithoutOutcomeBreaksThePromiseThatNothingIsLost() throws IOException {
        Scoreboard board = new Scoreboard(List.of(sample("t-1", "billing"), sample("t-2", "refund")));

        board.take(result("t-2", "completed", "{\"label\":\"refund\"}"), true);

        assertThat(board.allAnswered()).isFalse();
        assertThat(board.broken(LIMIT))
                .singleElement()
                .asString()
                .startsWith("t-1 ticket-triage: no outcome")
                .contains("300 s", "Events must not be lost", "/v1/events/t-1");
    }

    @Test
    void aFailedEventIsNoLostOne() throws IOException {
        Scoreboard board = new Scoreboard(List.of(sample("t-1", "billing")));

        board.take(result("t-1", "failed", "null"), false);

        assertThat(board.complete()).isTrue();
        assertThat(board.broken(LIMIT))
                .singleElement()
                .asString()
                .startsWith("t-1 ticket-triage: failed with outage (Nobody answered)");
    }

    @Test
    void labelsThatAreOftenWrongBreakNoPromiseAndAreTold() throws IOException {
        Scoreboard board = new Scoreboard(List.of(sample("t-1", "billing")));

        board.take(result("t-1", "completed", "{\"label\":\"refund\"}"), true);

        assertThat(board.allAnswered()).isTrue();
        assertThat(board.broken(LIMIT)).isEmpty();
        assertThat(board.poor())
                .singleElement()
                .asString()
                .startsWith("ticket-triage: every event has its outcome, but only 0 of 1 as a person would label them");
    }

    private static Sample sample(String id, String label) {
        return new Sample(JSON.createObjectNode().put("id", id), "ticket-triage", label);
    }

    private static JsonNode result(String id, String outcome, String output) throws IOException {
        return JSON.readTree("""
                {"type": "dev.warren.result.%s", "data": {"feature": "ticket-triage", "event": {"id": "%s"}, "output": %s,
                 "error": {"code": "outage", "message": "Nobody answered"}}}""".formatted(outcome, id, output));
    }
}

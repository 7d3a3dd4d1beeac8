package dev.warren.aiconsumer.replay;

import static dev.warren.aiconsumer.replay.ReplayClient.abort;
import static dev.warren.aiconsumer.replay.ReplayClient.await;
import static dev.warren.aiconsumer.replay.ReplayClient.awaitState;
import static dev.warren.aiconsumer.replay.ReplayClient.begin;
import static dev.warren.aiconsumer.replay.ReplayClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.ReceivedMessage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ReplayTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Duration AT_ONCE = Duration.ZERO;

    Broker broker;
    FakeEndpoint endpoint;

    @Inject
    ReplayStore store;

    private History history;
    private String results;
    private String usage;

    /** What is published from here on is in the log, but not in the service's queue: nobody listened to it then. */
    @BeforeEach
    void nobodyListens() {
        broker.unbind("classifier.events", "events", "#");
        history = new History(broker);
        results = broker.probe("results", "#");
        usage = broker.probe("usage", "#");
        endpoint.answers(AT_ONCE);
    }

    @AfterEach
    void listenAgain() {
        broker.bind("classifier.events", "events", "#");
    }

    @Test
    void eventsOfThePastGetResultsOfTheirOwn() throws IOException {
        // Given
        history.publish("past", 3);

        // When
        begin(request("new-feature", history));

        // Then
        JsonPath done = awaitState("new-feature", "done");
        List<ReceivedMessage> received = broker.drain(results);
        assertThat(received)
                .extracting(ReceivedMessage::routingKey)
                .containsOnly("tone.completed.new-feature")
                .hasSize(3);
        JsonNode result = MAPPER.readTree(received.getFirst().body());
        assertThat(result.get("type").asText()).isEqualTo("dev.warren.result.completed");
        assertThat(result.at("/data/replay").asText()).isEqualTo("new-feature");
        assertThat(result.at("/data/event/id").asText()).startsWith("past-");
        assertThat(broker.drain(usage))
                .extracting(ReceivedMessage::routingKey)
                .containsOnly("tone")
                .hasSize(3);
        assertThat(done.getInt("read")).isEqualTo(3);
        assertThat(done.getInt("matched")).isEqualTo(3);
        assertThat(done.getInt("completed")).isEqualTo(3);
        assertThat(done.getInt("failed")).isZero();
        assertThat(done.getInt("calls")).isEqualTo(3);
        assertThat(done.getString("tokens[0].provider")).isEqualTo("primary");
        assertThat(done.getString("tokens[0].model")).isEqualTo("gpt-4o-mini");
        assertThat(done.getInt("tokens[0].inputTokens")).isEqualTo(300);
        assertThat(done.getInt("tokens[0].outputTokens")).isEqualTo(36);
        assertThat(Instant.parse(done.getString("first")))
                .isEqualTo(history.from().plusSeconds(1));
        assertThat(Instant.parse(done.getString("reached")))
                .isEqualTo(history.from().plusSeconds(3));
        assertThat(done.getString("endedAt")).isNotNull();
    }

    @Test
    void theResultsOfAReplayAreBesideTheLiveOneAndBesideThoseOfAnotherReplay() throws IOException {
        // Given
        broker.bind("classifier.events", "events", "#");
        history.publish("both", 1);
        List<String> live = ids("tone.completed", "urgency.completed");

        // When
        begin(request("once", history));
        begin(request("twice", history));

        // Then
        List<String> replayed = ids("tone.completed.once", "tone.completed.twice");
        assertThat(Stream.concat(live.stream(), replayed.stream())).doesNotHaveDuplicates();
        awaitState("twice", "done");
        assertThat(broker.poll(results)).isEmpty();
    }

    @Test
    void onlyEventsOfTheTypeAndOfThePeriodAreReplayed() {
        // Given
        history.publish("early", "review.edited", Duration.ofSeconds(-1));
        history.publish("first", "review.edited", Duration.ZERO);
        history.publish("other-type", "review.written", Duration.ofMinutes(1));
        history.publishNonsense();
        history.publish("not-listened-to", "ticket.created", Duration.ofMinutes(2));
        history.publish("last", "review.edited", Duration.ofHours(1).minusSeconds(1));
        history.publish("late", "review.edited", Duration.ofHours(1));
        history.publish("long-after", "review.edited", Duration.ofHours(2));

        // When
        begin(request("edited", history, "type", "review.ed*"));

        // Then
        JsonPath done = awaitState("edited", "done");
        assertThat(done.getInt("read")).isEqualTo(5);
        assertThat(done.getInt("matched")).isEqualTo(2);
        assertThat(done.getInt("skipped")).isEqualTo(3);
        assertThat(done.getInt("completed")).isEqualTo(2);
        assertThat(endpoint.calls("review first")).isEqualTo(1);
        assertThat(endpoint.calls("review last")).isEqualTo(1);
    }

    @Test
    void aPeriodWithoutEventsIsDone() {
        // When
        begin(request("nothing", history));

        // Then
        assertThat(awaitState("nothing", "done").getInt("read")).isZero();
    }

    @Test
    void anAbortStopsWithinASecondAndSaysHowFarItCame() {
        // Given
        history.publish("aborted", 100);
        begin(request("too-much", history, "rate", 20));
        await("too-much", replay -> replay.getInt("completed") >= 2);

        // When
        abort("too-much").statusCode(200);
        int called = endpoint.calls("review aborted");

        // Then
        JsonPath aborted = ReplayClient.get("too-much");
        assertThat(aborted.getString("state")).isEqualTo("aborted");
        assertThat(aborted.getInt("completed")).isBetween(2, 99);
        assertThat(aborted.getLong("position")).isPositive();
        begin(request("after-it", new History(broker)));
        awaitState("after-it", "done");
        assertThat(endpoint.calls("review aborted")).isBetween(called, called + 20);
    }

    @Test
    void theRateIsKept() {
        // Given
        history.publish("slowly", 21);

        // When
        begin(request("slow", history, "rate", 20));

        // Then
        JsonPath done = awaitState("slow", "done");
        Duration took =
                Duration.between(Instant.parse(done.getString("startedAt")), Instant.parse(done.getString("endedAt")));
        assertThat(took).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void noMoreEventsAreReplayedThanWereAskedFor() {
        // Given
        history.publish("some", 5);

        // When
        begin(request("three", history, "maxEvents", 3));

        // Then
        JsonPath exhausted = awaitState("three", "exhausted");
        assertThat(exhausted.getInt("completed")).isEqualTo(3);
        assertThat(exhausted.getString("why")).contains("maxEvents 3");
        assertThat(endpoint.calls("review some")).isEqualTo(3);
    }

    @Test
    void noMoreTokensAreUsedThanWereAskedForAlthoughCallsAreMadeAtTheSameTime() {
        // Given
        endpoint.answers(Duration.ofMillis(200));
        history.publish("costly", 10);

        // When
        begin(request("cheap", history, "maxTokens", 400));

        // Then
        JsonPath exhausted = awaitState("cheap", "exhausted");
        assertThat(exhausted.getString("why")).contains("maxTokens 400");
        assertThat(exhausted.getInt("completed")).isEqualTo(3);
        assertThat(3 * FakeEndpoint.TOKENS).isLessThanOrEqualTo(400);
    }

    @Test
    void whileNoProviderAnswersAReplayWaitsAndSaysSo() {
        // Given
        endpoint.fails();
        history.publish("down", 2);
        begin(request("patient", history));
        JsonPath waiting = await(
                "patient",
                replay -> replay.getString("state").equals("waiting")
                        && replay.getString("why").contains("no provider answers"));
        assertThat(waiting.getInt("failed")).isZero();

        // When
        endpoint.answers(AT_ONCE);

        // Then
        assertThat(awaitState("patient", "done").getInt("completed")).isEqualTo(2);
    }

    @Test
    void liveEventsGoFirst() {
        // Given
        endpoint.answers(Duration.ofSeconds(1));
        broker.bind("classifier.events", "events", "#");
        IntStream.rangeClosed(1, 20).forEach(i -> History.publishNow(broker, "live-" + i));
        History past = new History(broker);
        broker.unbind("classifier.events", "events", "#");
        past.publish("later", 2);

        // When
        begin(request("behind", past));

        // Then
        await(
                "behind",
                replay -> replay.getString("state").equals("waiting")
                        && replay.getString("why").contains("live events have priority"));
        assertThat(endpoint.calls("review later")).isZero();
        endpoint.answers(AT_ONCE);
        assertThat(awaitState("behind", "done").getInt("completed")).isEqualTo(2);
    }

    private List<String> ids(String... keys) throws IOException {
        ReceivedMessage one = broker.awaitMessage(results);
        ReceivedMessage other = broker.awaitMessage(results);
        assertThat(List.of(one.routingKey(), other.routingKey())).containsExactlyInAnyOrder(keys);
        return List.of(
                MAPPER.readTree(one.body()).get("id").asText(),
                MAPPER.readTree(other.body()).get("id").asText());
    }
}

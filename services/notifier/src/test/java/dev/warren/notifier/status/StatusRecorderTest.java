package dev.warren.notifier.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class StatusRecorderTest {

    private static final String FEATURE = "digest";
    private static final Instant START = Instant.parse("2026-11-20T10:00:00.123456Z");

    @Inject
    StatusRecorder statusRecorder;

    @Inject
    Timeline timeline;

    @Inject
    Outcomes outcomes;

    @Test
    void correctionStandsInWhateverOrderAndHoweverOftenTheFactsArrive() {
        for (List<Integer> order : permutations(List.of(0, 1, 2, 3))) {
            // Given
            EventRef event = event();
            List<PublishedMessage> facts =
                    List.of(held(event, 0), failed(event, 1), completed(event, 2), corrected(event, 3));

            // When
            Stream.concat(order.stream(), order.reversed().stream())
                    .forEach(index -> statusRecorder.result(facts.get(index).event()));

            // Then
            assertThat(standing(event)).as("order %s", order).isEqualTo("corrected");
            assertThat(timeline.of(event.id(), event.source()))
                    .extracting(fact -> fact.what)
                    .containsExactly("held", "failed", "completed", "corrected");
        }
    }

    @Test
    void correctionStandsAlthoughAnotherAnswerIsLater() {
        // Given
        EventRef event = event();
        statusRecorder.result(corrected(event, 1).event());

        // When
        statusRecorder.result(completed(event, 2).event());
        statusRecorder.result(held(event, 3).event());

        // Then
        assertThat(standing(event)).isEqualTo("corrected");
    }

    @Test
    void endIsNotTakenBackByAWaitThatIsLater() {
        // Given
        EventRef event = event();
        statusRecorder.result(completed(event, 1).event());

        // When
        statusRecorder.result(held(event, 2).event());

        // Then
        assertThat(standing(event)).isEqualTo("completed");
    }

    @Test
    void laterOfTwoEndsStands() {
        // Given
        EventRef replayed = event();
        EventRef outOfOrder = event();

        // When
        statusRecorder.result(failed(replayed, 1).event());
        statusRecorder.result(completed(replayed, 2).event());
        statusRecorder.result(completed(outOfOrder, 2).event());
        statusRecorder.result(failed(outOfOrder, 1).event());

        // Then
        assertThat(standing(replayed)).isEqualTo("completed");
        assertThat(standing(outOfOrder)).isEqualTo("completed");
    }

    @Test
    void outcomesOfReplaysStandBesideTheLiveOneHoweverLateTheyAre() {
        // Given
        EventRef event = event();
        statusRecorder.result(completed(event, 1).event());

        // When
        statusRecorder.result(failed(event, 2).inReplay("better-model").event());
        statusRecorder.result(held(event, 3).inReplay("better-prompt").event());
        statusRecorder.result(completed(event, 4).inReplay("better-prompt").event());

        // Then
        assertThat(outcomes.of(event.id(), event.source()))
                .extracting(row -> row.replay + " " + row.outcome)
                .containsExactly(" completed", "better-model failed", "better-prompt completed");
        assertThat(timeline.of(event.id(), event.source()))
                .extracting(fact -> fact.replay)
                .containsExactly(null, "better-model", "better-prompt", "better-prompt");
    }

    @Test
    void sameMessageAgainChangesNothing() {
        // Given
        EventRef event = event();
        PublishedMessage accepted = PublishedMessage.accepted(event, "u-1", START);
        PublishedMessage completed = completed(event, 1);

        // When
        for (int time = 0; time < 3; time++) {
            statusRecorder.accepted(accepted.event(), Optional.empty());
            statusRecorder.result(completed.event());
        }

        // Then
        assertThat(timeline.of(event.id(), event.source()))
                .extracting(fact -> fact.what)
                .containsExactly("accepted", "completed");
        assertThat(outcomes.of(event.id(), event.source())).hasSize(1);
    }

    @Test
    void characterThatTheDatabaseCannotHoldIsReplacedAndItsLookAlikeIsNot() {
        // Given
        EventRef event = event();

        // When
        statusRecorder.result(PublishedMessage.completed(event, FEATURE, "u-1", "a\u0000b \\u0000", START)
                .event());

        // Then
        assertThat(outcomes.of(event.id(), event.source()).getFirst().data).contains("a\uFFFDb \\\\u0000");
    }

    @Test
    void longestSourceIsKept() {
        // Given
        StringBuilder source = new StringBuilder("/");
        while (source.length() < 4096) {
            source.append(Integer.toHexString(source.toString().hashCode()));
        }
        EventRef event = new EventRef(source.toString(), "e-1", "document.added");

        // When
        statusRecorder.accepted(PublishedMessage.accepted(event, "u-1", START).event(), Optional.empty());

        // Then
        assertThat(timeline.of("e-1", source.toString())).hasSize(1);
    }

    private String standing(EventRef event) {
        List<OutcomeRow> rows = outcomes.of(event.id(), event.source());
        assertThat(rows).hasSize(1);
        return rows.getFirst().outcome;
    }

    private static EventRef event() {
        return new EventRef("/test", UUID.randomUUID().toString(), "document.added");
    }

    private static PublishedMessage held(EventRef event, int minute) {
        return PublishedMessage.held(event, FEATURE, "u-1", at(minute));
    }

    private static PublishedMessage failed(EventRef event, int minute) {
        return PublishedMessage.failed(event, FEATURE, "u-1", at(minute));
    }

    private static PublishedMessage completed(EventRef event, int minute) {
        return PublishedMessage.completed(event, FEATURE, "u-1", "summary", at(minute));
    }

    private static PublishedMessage corrected(EventRef event, int minute) {
        return PublishedMessage.corrected(event, FEATURE, "u-1", "better summary", at(minute));
    }

    private static Instant at(int minute) {
        return START.plusSeconds(60L * minute);
    }

    private static List<List<Integer>> permutations(List<Integer> items) {
        if (items.isEmpty()) {
            return List.of(List.of());
        }
        List<List<Integer>> all = new ArrayList<>();
        for (Integer first : items) {
            List<Integer> others =
                    items.stream().filter(item -> !item.equals(first)).toList();
            permutations(others)
                    .forEach(rest -> all.add(
                            Stream.concat(Stream.of(first), rest.stream()).toList()));
        }
        return all;
    }
}

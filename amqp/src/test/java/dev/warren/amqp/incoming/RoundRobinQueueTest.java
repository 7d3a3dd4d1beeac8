package dev.warren.amqp.incoming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundRobinQueueTest {

    private final RoundRobinQueue<String> roundRobinQueue = new RoundRobinQueue<>();

    @Test
    void flowsTakeTurnsHoweverManyOneHas() {
        add("a", "a1", "a2", "a3", "a4");
        add("b", "b1");
        add("c", "c1", "c2");

        assertThat(rest()).containsExactly("a1", "b1", "c1", "a2", "c2", "a3", "a4");
    }

    @Test
    void flowThatComesAgainHasItsTurnBeforeOneThatHadMore() {
        // Given
        add("a", "a1", "a2", "a3");
        roundRobinQueue.next();

        // When
        add("b", "b1");

        // Then
        assertThat(rest()).containsExactly("a2", "b1", "a3");
    }

    @Test
    void newestAreTakenFirstAndTheOthersKeepTheirOrder() {
        // Given
        add("a", "a1", "a2", "a3", "a4");
        add("b", "b1");

        // When
        List<String> taken = roundRobinQueue.takeNewest(item -> item.startsWith("a"), 2);

        // Then
        assertThat(taken).containsExactly("a4", "a3");
        assertThat(rest()).containsExactly("a1", "b1", "a2");
    }

    @Test
    void flowWithoutItemsIsForgotten() {
        add("a", "a1");

        assertThat(roundRobinQueue.takeNewest(item -> true, Integer.MAX_VALUE)).containsExactly("a1");
        assertThat(roundRobinQueue.isEmpty()).isTrue();
    }

    private void add(String flow, String... items) {
        for (String item : items) {
            roundRobinQueue.add(flow, item);
        }
    }

    private List<String> rest() {
        List<String> rest = new ArrayList<>();
        while (!roundRobinQueue.isEmpty()) {
            rest.add(roundRobinQueue.next());
        }
        return rest;
    }
}

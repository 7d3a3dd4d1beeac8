package dev.warren.messaging.publishing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.warren.messaging.testing.Events;
import dev.warren.messaging.testing.ScriptedService;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
class PublisherFactoryTest {

    private static final String FULL = "full";
    private static final int ROOM = 300;
    private static final int MESSAGES = 600;

    @Inject
    ScriptedService service;

    Broker broker;

    @BeforeEach
    void limitTheRoom() {
        broker.declare(FULL, Map.of("x-queue-type", "quorum", "x-max-length", ROOM, "x-overflow", "reject-publish"));
        broker.bind(FULL, "results", "limited");
    }

    @AfterEach
    void makeRoom() {
        broker.unbind(FULL, "results", "limited");
        broker.purge(FULL);
    }

    @Test
    void whatIsConfirmedIsInTheQueueAlsoWhereTheBrokerRefusesManyAtTheSameTime() {
        // When more is published than there is room for
        Set<String> confirmed = ConcurrentHashMap.newKeySet();
        try (ExecutorService publishers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MESSAGES; i++) {
                String id = "e-" + i;
                publishers.execute(() -> {
                    if (isConfirmed(id)) {
                        confirmed.add(id);
                    }
                });
            }
        }

        // Then
        Set<String> arrived = broker.drain(FULL).stream()
                .map(message -> message.properties().getMessageId())
                .collect(Collectors.toSet());
        assertThat(arrived).hasSizeBetween(ROOM, MESSAGES - 1).containsAll(confirmed);
        assertThat(confirmed).containsAll(arrived);
    }

    @Test
    void refusalEndsInTime() {
        // Given
        while (isConfirmed("filler")) {
            // until there is no room
        }
        long start = System.nanoTime();

        // When, then
        assertThatExceptionOfType(UnconfirmedException.class)
                .isThrownBy(() -> service.results().publish(Events.event("e-1"), "limited"))
                .withMessage("the broker confirmed none of 3 attempts");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    private boolean isConfirmed(String id) {
        try {
            service.results().publish(Events.event(id), "limited");
            return true;
        } catch (UnconfirmedException e) {
            return false;
        }
    }
}

package dev.warren.aiconsumer.replay.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.aiconsumer.replay.Replay;
import dev.warren.aiconsumer.replay.ReplayCounts;
import dev.warren.aiconsumer.replay.ReplayPosition;
import dev.warren.aiconsumer.replay.ReplayStatus;
import dev.warren.modelchain.EventWork;
import dev.warren.modelchain.message.EventJob;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ReplayWorkersTest {

    private static final int MORE_THAN_THE_ATTEMPTS = 6;

    @Inject
    EventWork work;

    FakeEndpoint endpoint;

    private final ReplayProgress progress = new ReplayProgress(ReplayPosition.UNKNOWN, ReplayCounts.NONE);
    private final ReplayContext replayContext =
            new ReplayContext(progress, new ReplayWaitReasons(), new ReplayStopSignal());

    @AfterEach
    void stop() {
        replayContext.stop().tell();
        endpoint.answers(Duration.ZERO);
    }

    @Test
    void waitingForSomethingElseIsNoAttempt() throws InterruptedException {
        // Given
        ReplayWorkers replayWorkers =
                new ReplayWorkers(work, _ -> {}, new TokenBudget(null, 0), replayContext, 2, Duration.ofMillis(5));
        Clockwork time = new Clockwork();
        endpoint.fails();
        begin(replayWorkers, job("review.written", time), 0);
        await().until(() -> time.asked.get() > 0);
        begin(replayWorkers, job("nobody.listens", new Clockwork()), 1);
        await().until(() -> time.asked.get() >= MORE_THAN_THE_ATTEMPTS);

        // When
        time.over.set(false);
        await().until(() -> endpoint.calls("review of a day") > 0);
        time.over.set(true);
        int waited = time.asked.get();
        await().until(() -> time.asked.get() > waited + 1);
        endpoint.answers(Duration.ZERO);
        time.over.set(false);

        // Then
        assertThat(replayWorkers.awaitAll()).isTrue();
        ReplayCounts figures = progress.snapshot(replay(), ReplayStatus.DONE).figures();
        assertThat(figures.completed()).isEqualTo(1);
        assertThat(figures.failed()).isZero();
    }

    private void begin(ReplayWorkers replayWorkers, EventJob eventJob, long offset) throws InterruptedException {
        assertThat(replayWorkers.awaitPlace()).isTrue();
        replayWorkers.begin(eventJob, progress.begin(offset, Instant.EPOCH), 0);
    }

    private static Replay replay() {
        return new Replay(
                null,
                ReplayStatus.RUNNING,
                ReplayPosition.UNKNOWN,
                ReplayCounts.NONE,
                new Replay.Times(null, null, null));
    }

    private static EventJob job(String type, Clockwork time) {
        CloudEvent event = CloudEventBuilder.v1()
                .withId(UUID.randomUUID().toString())
                .withSource(URI.create("/shop"))
                .withType(type)
                .withData("application/json", "{\"review\":\"review of a day\"}".getBytes(StandardCharsets.UTF_8))
                .build();
        return new EventJob(
                event,
                Set.of("tone"),
                List.of(),
                false,
                "workers",
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                time::left);
    }

    /** Says how much time an event has left, and counts how often that is asked. */
    private static final class Clockwork {

        private final AtomicInteger asked = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean(true);

        Duration left() {
            asked.incrementAndGet();
            return over.get() ? Duration.ZERO : Duration.ofMinutes(1);
        }
    }
}

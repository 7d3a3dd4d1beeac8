package dev.warren.aiconsumer.replay;

import static dev.warren.aiconsumer.replay.ReplayClient.await;
import static dev.warren.aiconsumer.replay.ReplayClient.awaitState;
import static dev.warren.aiconsumer.replay.ReplayClient.begin;
import static dev.warren.aiconsumer.replay.ReplayClient.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.aiconsumer.AsShipped;
import dev.warren.aiconsumer.FakeEndpoint;
import dev.warren.amqp.incoming.InFlightRegistry;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Where all live events are in hand, and the queue is empty. */
@QuarkusTest
@TestProfile(AsShipped.class)
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class BehindLiveTrafficTest {

    private static final int LIVE = 200;
    private static final int MORE_THAN_HALF = 81;

    @Inject
    InFlightRegistry work;

    Broker broker;
    FakeEndpoint endpoint;

    @Test
    void aReplayWaitsWhileLiveEventsInHandTakeUpWhatTheProvidersAllow() {
        // Given
        endpoint.answers(Duration.ofSeconds(10));
        broker.unbind("classifier.events", "events", "#");
        History past = new History(broker);
        past.publish("later", 2);
        broker.bind("classifier.events", "events", "#");
        History.publishNow(broker, "live", LIVE);
        Awaitility.await().until(() -> broker.count("classifier.events") == 0 && work.count() >= MORE_THAN_HALF);

        // When
        begin(request("behind-all", past));

        // Then
        await(
                "behind-all",
                replay -> replay.getString("state").equals("waiting")
                        && replay.getString("why").contains("live events have priority"));
        assertThat(endpoint.calls("review later")).isZero();
        endpoint.answers(Duration.ZERO);
        assertThat(awaitState("behind-all", "done").getInt("completed")).isEqualTo(2);
    }
}

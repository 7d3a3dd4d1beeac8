package dev.warren.notifier.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.notifier.SseClient;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StoppingTest.ServiceOfItsOwn.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class StoppingTest {

    /** A service that stops is of no use to other tests. */
    public static final class ServiceOfItsOwn implements QuarkusTestProfile {}

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    Subscribers subscribers;

    @Inject
    StreamTail streamTail;

    @Test
    void clientsAreSentAwayInGoodOrderAndTurnedAwayWhenTheyComeBackAtOnce() {
        // Given
        await().until(streamTail::connected);
        try (SseClient client = SseClient.open(stream)) {
            // When
            subscribers.stop(new ShutdownDelayInitiatedEvent());

            // Then
            await().until(client::ended);
            try (SseClient again = SseClient.open(stream)) {
                await().until(again::ended);
                assertThat(again.notices()).singleElement().satisfies(notice -> assertThat(notice.data())
                        .contains("stopping"));
                assertThat(again.retryMillis()).isPositive();
            }
            await().until(() -> subscribers.count() == 0);
        }
    }
}

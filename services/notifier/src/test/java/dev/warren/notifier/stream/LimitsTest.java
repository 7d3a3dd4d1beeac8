package dev.warren.notifier.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.notifier.SseClient;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LimitsTest.FewClients.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class LimitsTest {

    /** So tight that a test reaches every limit. */
    public static final class FewClients implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "warren.notifier.stream.max-clients", "1",
                    "warren.notifier.stream.reconnect-delay", "3s",
                    "warren.notifier.stream.stall-timeout", "1s",
                    "warren.notifier.stream.heartbeat", "100ms");
        }
    }

    Broker broker;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @Inject
    Subscribers subscribers;

    @Inject
    StreamTail streamTail;

    @Test
    void oneClientTooManyIsToldWhenToComeBackInAStreamAndTheNextTakesThePlaceThatIsLeft() {
        // Given
        await().until(streamTail::connected);
        try (SseClient _ = SseClient.open(stream);
                // When
                SseClient refused = SseClient.open(stream)) {
            // Then
            await().until(refused::ended);
            assertThat(refused.retryMillis()).isBetween(3_000L, 4_500L);
            assertThat(refused.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.name()).isEqualTo("refused");
                assertThat(notice.data()).contains("dev.warren.stream.refused", "too-many-clients");
            });
        }
        await().until(() -> subscribers.count() == 0);
        try (SseClient _ = SseClient.open(stream)) {
            assertThat(subscribers.count()).isEqualTo(1);
        }
        await().until(() -> subscribers.count() == 0);
    }

    @Test
    void clientThatIsRefusedAtFirstMissesNothingThatIsPublishedUntilItComesBack() {
        // Given
        await().until(streamTail::connected);
        String position;
        try (SseClient _ = SseClient.open(stream);
                SseClient refused = SseClient.open(stream)) {
            await().until(refused::ended);
            position = refused.notices().getFirst().id();
        }
        await().until(() -> subscribers.count() == 0);

        // When
        EventRef event = new EventRef("/test", "e-refused", "ticket.created");
        PublishedMessage.completed(event, "any", "u-1", "text", Instant.now()).to(broker);

        // Then
        try (SseClient back = SseClient.open(stream, "Last-Event-ID", position)) {
            await().untilAsserted(() ->
                    assertThat(back.events()).anyMatch(frame -> frame.data().contains("e-refused")));
        }
        await().until(() -> subscribers.count() == 0);
    }

    @Test
    void clientThatAsksForAProblemGetsAStatus() {
        // Given
        await().until(streamTail::connected);
        try (SseClient _ = SseClient.open(stream)) {
            // When
            given().accept("application/problem+json")
                    .get(stream)
                    // Then
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "3")
                    .contentType("application/problem+json")
                    .body("reason", equalTo("too-many-clients"));
        }
        await().until(() -> subscribers.count() == 0);
    }

    @Test
    void clientThatLeavesEverythingUnreadIsDisconnectedAfterAWhile() throws Exception {
        // Given
        await().until(streamTail::connected);
        String large = "x".repeat(64 * 1024);
        EventRef event = new EventRef("/test", "e-1", "document.added");
        try (UnreadingClient unread = new UnreadingClient(URI.create(stream + "?feature=any"))) {
            await().until(() -> subscribers.count() == 1);

            // When
            IntStream.range(0, 200).forEach(n -> PublishedMessage.completed(event, "any", "u-1", large, Instant.now())
                    .to(broker));

            // Then
            await().until(() -> subscribers.count() == 0);
            assertThatIOException().isThrownBy(unread::readToTheEnd).withMessageContaining("reset");
        }
    }
}

package dev.warren.notifier.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(StatusRetentionTest.SmallPortions.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class StatusRetentionTest {

    /** So small that there are several, the last of them not full. */
    public static final class SmallPortions implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("warren.notifier.retention.period", "30d", "warren.notifier.retention.batch-size", "4");
        }
    }

    private static final int EVENTS = 10;

    @Inject
    StatusRetention retention;

    @Inject
    StatusRecorder statusRecorder;

    @Inject
    Timeline timeline;

    @Inject
    Outcomes outcomes;

    @Test
    void whatIsTooOldIsDeletedInPortionsAndWhatIsNotStays() {
        // Given
        Instant now = Instant.now();
        for (int i = 0; i < EVENTS; i++) {
            say("old-" + i, now.minus(Duration.ofDays(30)).minusSeconds(60));
            say("new-" + i, now.minus(Duration.ofDays(30)).plusSeconds(60));
        }

        // When
        retention.run();

        // Then
        assertThat(timeline.list("eventId like 'old-%'")).isEmpty();
        assertThat(outcomes.list("eventId like 'old-%'")).isEmpty();
        assertThat(timeline.list("eventId like 'new-%'")).hasSize(EVENTS);
        assertThat(outcomes.list("eventId like 'new-%'")).hasSize(EVENTS);
        given().get("/v1/events/old-1").then().statusCode(404);
    }

    private void say(String id, Instant at) {
        EventRef event = new EventRef("/test", id, "document.added");
        statusRecorder.result(
                PublishedMessage.completed(event, "digest", "u-1", "short", at).event());
    }
}

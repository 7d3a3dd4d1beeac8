package dev.warren.notifier.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.contracts.v1.EventRef;
import dev.warren.notifier.PublishedMessage;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DatabaseOutageTest.QuickRefusal.class)
@WithTestResource(PrivateVhost.class)
@WithTestResource(PrivateDatabase.class)
class DatabaseOutageTest {

    /** Does not wait long for a connection that will not come. */
    public static final class QuickRefusal implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("quarkus.datasource.jdbc.acquisition-timeout", "1s");
        }
    }

    Broker broker;

    dev.warren.testing.Database server;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @AfterEach
    void back() {
        server.admit(true);
    }

    @Test
    void factsOfAnOutageWaitInTheBrokerAndAreStoredAfterwards() {
        // Given
        EventRef event = new EventRef("/test", "e-1", "document.added");
        await().until(() -> status("ready") == 200);

        // When
        server.admit(false);
        PublishedMessage.accepted(event, "u-1", Instant.now()).to(broker);
        PublishedMessage.completed(event, "digest", "u-1", "short", Instant.now())
                .to(broker);

        // Then
        await().until(() -> status("ready") == 503);
        assertThat(status("live")).isEqualTo(200);
        server.admit(true);
        await().atMost(Broker.PATIENCE).untilAsserted(() -> given().get("/v1/events/e-1")
                .then()
                .statusCode(200)
                .body("timeline.size()", equalTo(2))
                .body("outcomes[0].outcome", equalTo("completed")));
        await().until(() -> status("ready") == 200);
        assertThat(broker.count("notifier.retry.5s")).isZero();
        assertThat(broker.count("notifier.dead")).isZero();
    }

    @Test
    void whatCannotBeReadNowIsToBeAskedLater() {
        // Given
        EventRef event = new EventRef("/test", "e-2", "document.added");
        PublishedMessage.accepted(event, "u-1", Instant.now()).to(broker);
        await().until(() -> given().get("/v1/events/e-2").statusCode() == 200);

        // When
        server.admit(false);

        // Then
        given().get("/v1/events/e-2")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("urn:warren:problem:database-unavailable"));
        server.admit(true);
        await().atMost(Broker.PATIENCE)
                .until(() -> given().get("/v1/events/e-2").statusCode() == 200);
    }

    private int status(String check) {
        return given().get(health.resolve(check)).statusCode();
    }
}

package dev.warren.notifier;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.contracts.v1.EventRef;
import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = PrivateVhost.class, initArgs = @ResourceArg(name = PrivateVhost.WIRE, value = "true"))
@WithTestResource(PrivateDatabase.class)
class ManagementTest {

    Broker broker;

    @TestHTTPResource("/v1/stream")
    URI stream;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void readyOnlyWithTheBrokerAndAliveWithout() {
        // Given
        await().until(() -> status("health/ready") == 200);

        // When
        broker.wire().sever();

        // Then
        await().until(() -> status("health/ready") == 503);
        given().get(management.resolve("health/live")).then().statusCode(200).body("status", equalTo("UP"));
        broker.wire().mend();
        await().atMost(Broker.PATIENCE).until(() -> status("health/ready") == 200);
    }

    @Test
    void metricsTellWhatIsDelivered() {
        // Given
        await().until(() -> status("health/ready") == 200);
        try (SseClient client = SseClient.open(stream)) {
            // When
            PublishedMessage.held(new EventRef("/test", "e-1", "a"), "digest", "u-1", Instant.now())
                    .to(broker);
            await().until(() -> !client.events().isEmpty());

            // Then
            given().get(management.resolve("metrics"))
                    .then()
                    .statusCode(200)
                    .body(containsString("warren_notifier_frames_delivered_total"))
                    .body(containsString("warren_notifier_frames_replayed_total"))
                    .body(containsString("warren_notifier_clients_stalled_total"))
                    .body(containsString("warren_notifier_clients_refused_total"))
                    .body(containsString("warren_notifier_clients_connected"))
                    .body(containsString("warren_notifier_tail_lag_seconds"));
        }
    }

    @Test
    void openApiDescribesBothAddresses() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/stream"))
                .body(containsString("/v1/events/{id}"));
    }

    private int status(String path) {
        return given().get(management.resolve(path)).statusCode();
    }
}

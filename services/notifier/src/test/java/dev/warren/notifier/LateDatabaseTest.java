package dev.warren.notifier;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

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
@WithTestResource(PrivateVhost.class)
@WithTestResource(value = PrivateDatabase.class, initArgs = @ResourceArg(name = PrivateDatabase.REFUSALS, value = "4"))
class LateDatabaseTest {

    Broker broker;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void startedBeforeItsDatabaseTheServiceWaitsForItAndWorks() {
        // Given
        EventRef event = new EventRef("/test", "e-1", "document.added");

        // When
        await().atMost(Broker.PATIENCE).until(() -> given().get(readiness).statusCode() == 200);
        PublishedMessage.accepted(event, "u-1", Instant.now()).to(broker);

        // Then
        await().until(() -> given().get("/v1/events/e-1").statusCode() == 200);
    }
}

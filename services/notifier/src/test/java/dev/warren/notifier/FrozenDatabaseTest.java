package dev.warren.notifier;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import dev.warren.testing.TcpProxy;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PrivateVhost.class)
@WithTestResource(value = PrivateDatabase.class, initArgs = @ResourceArg(name = PrivateDatabase.WIRE, value = "true"))
class FrozenDatabaseTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);

    TcpProxy database;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @AfterEach
    void thaw() {
        database.thaw();
    }

    @Test
    void readinessSaysDownInTimeWhileTheDatabaseAnswersNothingAndUpAgainAfterwards() throws Exception {
        // Given
        await().atMost(Broker.PATIENCE).until(() -> given().get(readiness).statusCode() == 200);
        HttpRequest request = HttpRequest.newBuilder(readiness).timeout(LIMIT).build();

        // When
        database.freeze();

        // Then
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int probe = 0; probe < 3; probe++) {
                assertThat(http.send(request, HttpResponse.BodyHandlers.ofString())
                                .statusCode())
                        .isEqualTo(503);
            }
        }
        database.thaw();
        await().atMost(Broker.PATIENCE).until(() -> given().get(readiness).statusCode() == 200);
    }
}

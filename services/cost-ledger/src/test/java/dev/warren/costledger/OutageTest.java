package dev.warren.costledger;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.testing.Broker;
import dev.warren.testing.Database;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OutageTest.QuickRefusal.class)
class OutageTest {

    /** Does not wait long for a connection that will not come. */
    public static final class QuickRefusal extends LedgerProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("quarkus.datasource.jdbc.acquisition-timeout", "1s");
            return overrides;
        }
    }

    private Broker broker;

    private Database database;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @AfterEach
    void back() {
        database.admit(true);
    }

    @Test
    void usageOfAnOutageIsBookedAfterwards() {
        // Given
        String provider = "provider-" + UUID.randomUUID();
        await().until(() -> status("ready") == 200);

        // When
        database.admit(false);
        new LedgerClient(broker).publish(UsageMessage.any().to(provider, "test-small"));

        // Then
        await().until(() -> status("ready") == 503);
        database.admit(true);
        await().atMost(Broker.PATIENCE).untilAsserted(() -> given().get("/v1/spend?by=provider&provider=" + provider)
                .then()
                .statusCode(200)
                .body("groups[0].calls", equalTo(1)));
    }

    private int status(String check) {
        return given().get(health.resolve(check)).statusCode();
    }
}

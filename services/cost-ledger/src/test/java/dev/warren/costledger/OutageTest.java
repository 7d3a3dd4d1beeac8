package dev.warren.costledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    private static final int CALLS = 100;

    private Broker broker;

    private Database database;

    @TestHTTPResource(value = "/health/", management = true)
    URI health;

    @AfterEach
    void back() {
        database.admit(true);
    }

    @Test
    void usageOfAnOutageWaitsInHandAndIsBookedAfterwards() {
        // Given
        LedgerClient ledger = new LedgerClient(broker);
        String parked = broker.probe("cost-ledger.park", "#");
        String feature = "feature-" + UUID.randomUUID();
        await().until(() -> status("ready") == 200);

        // When
        database.admit(false);
        ledger.publish(Stream.generate(() -> UsageMessage.any().feature(feature))
                .limit(CALLS)
                .toList());

        // Then
        await().until(() -> status("ready") == 503);
        assertThat(status("live")).isEqualTo(200);
        database.admit(true);
        ledger.awaitCalls(feature, CALLS);
        assertThat(broker.count(parked)).isZero();
        assertThat(broker.count("cost-ledger.dead")).isZero();
        assertThat(broker.count("cost-ledger.usage")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/spend", "/v1/prices"})
    void whatCannotBeReadNowIsToBeAskedLater(String path) {
        // Given
        await().until(() -> given().get(path).statusCode() == 200);

        // When
        database.admit(false);

        // Then
        given().get(path)
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("type", equalTo("urn:warren:problem:database-unavailable"));
        database.admit(true);
        await().atMost(Broker.PATIENCE).until(() -> given().get(path).statusCode() == 200);
    }

    private int status(String check) {
        return given().get(health.resolve(check)).statusCode();
    }
}

package dev.warren.costledger;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LateDatabaseTest.LateDatabase.class)
class LateDatabaseTest {

    /** A database that starts after the service. */
    public static final class LateDatabase extends LedgerProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PrivateVhost.class),
                    new TestResourceEntry(PrivateDatabase.class, Map.of(PrivateDatabase.REFUSALS, "4")));
        }
    }

    private Broker broker;

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    @Test
    void startedBeforeItsDatabaseTheServiceWaitsForItAndWorks() {
        // Given
        LedgerClient ledger = new LedgerClient(broker);
        String feature = "feature-" + UUID.randomUUID();

        // When
        await().atMost(Broker.PATIENCE).until(() -> given().get(readiness).statusCode() == 200);
        ledger.publish(UsageMessage.any().feature(feature));

        // Then
        ledger.awaitCalls(feature, 1);
    }
}

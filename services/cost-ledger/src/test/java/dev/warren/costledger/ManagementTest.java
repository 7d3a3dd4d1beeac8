package dev.warren.costledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import dev.warren.testing.Broker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ManagementTest.OfItsOwn.class)
class ManagementTest {

    /** An instance of its own: one that many tests share has told its hundred providers apart before. */
    public static class OfItsOwn extends LedgerProfile {}

    @TestHTTPResource(value = "/", management = true)
    URI management;

    private Broker broker;

    @Test
    void theServiceIsReadyWithItsBrokerAndItsDatabase() {
        await().atMost(Broker.PATIENCE).untilAsserted(() -> given().get(management.resolve("health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.name", hasItems(containsString("Database"), containsString("Messaging"))));
    }

    @Test
    void beingAliveDoesNotDependOnTheBroker() {
        given().get(management.resolve("health/live")).then().statusCode(200).body("checks", equalTo(List.of()));
    }

    @Test
    void theInterfaceIsDocumented() {
        given().get("/q/openapi")
                .then()
                .statusCode(200)
                .body(containsString("/v1/spend"))
                .body(containsString("/v1/prices"));
    }

    @Test
    void whatIsBookedIsCountedAndSpendInMillionths() {
        // Given
        String provider = "provider-" + UUID.randomUUID();
        String feature = "feature-" + UUID.randomUUID();
        LedgerClient ledger = new LedgerClient(broker);

        // When calls cost 0.5, 0.5 and 1.1 millionths, and one is not priced
        ledger.publish(
                call(feature, provider).tokens(5, 0, 0),
                call(feature, provider).tokens(5, 0, 0),
                call(feature, provider).tokens(11, 0, 0),
                call(feature, provider).unknownTokens());
        ledger.awaitCalls(feature, 4);

        // Then
        await().atMost(Broker.PATIENCE).untilAsserted(() -> assertThat(metrics())
                .anyMatch(line ->
                        line.matches("warren_ledger_entries_booked_total\\{.*%s.*} 4\\.0.*".formatted(provider)))
                .anyMatch(line -> line.matches("warren_ledger_entries_unpriced_total\\{.*unknown-tokens.*"))
                .anyMatch(line -> line.matches(
                        "warren_ledger_spend_micros_total\\{currency=\"USD\".*%s.*} 2\\.0.*".formatted(provider))));
    }

    private List<String> metrics() {
        return given().get(management.resolve("metrics"))
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .toList();
    }

    private static UsageMessage call(String feature, String provider) {
        return UsageMessage.any().feature(feature).to(provider, "test-small");
    }
}

package dev.warren.aiconsumer;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.testing.Broker;
import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class ProvidersResourceTest {

    private static final String YES = "{\\\"word\\\":\\\"yes\\\"}";

    @TestHTTPResource(value = "/health/ready", management = true)
    URI readiness;

    Broker broker;
    FakeEndpoint endpoint;

    @AfterEach
    void healthy() {
        endpoint.answers(Duration.ZERO);
    }

    @Test
    void providersAndHowTheyAreDoingAreSaid() {
        // Given
        endpoint.answers(YES, Duration.ZERO);
        test("primary");

        // When / Then
        when().get("/v1/providers")
                .then()
                .statusCode(200)
                .body("service", equalTo("classifier"))
                .body("providers.name", hasItems("primary", "local"))
                .body("providers.find { it.name == 'primary' }.model", equalTo("gpt-4o-mini"))
                .body("providers.find { it.name == 'primary' }.state", equalTo("ready"))
                .body("providers.find { it.name == 'primary' }.onLedger", equalTo("primary"))
                .body("providers.find { it.name == 'primary' }.limit", greaterThan(0))
                .body("providers.find { it.name == 'primary' }.calls", greaterThan(0))
                .body("providers.find { it.name == 'primary' }.medianMillis", notNullValue())
                .body("providers.find { it.name == 'local' }.onLedger", nullValue());
    }

    @Test
    void aTestSaysWhatWorksAndItsCallIsBooked() {
        // Given
        endpoint.answers(YES, Duration.ZERO);
        String usage = broker.probe("usage", "provider-test");

        // When
        ValidatableResponse tested = test("primary");

        // Then
        tested.statusCode(200)
                .body("service", equalTo("classifier"))
                .body("outcome", equalTo("answered"))
                .body("key", equalTo("works"))
                .body("knowsModel", equalTo("works"))
                .body("jsonSchema", equalTo("works"))
                .body("usage", equalTo("works"));
        assertThat(new String(broker.awaitMessage(usage).body(), StandardCharsets.UTF_8))
                .contains("\"provider-test\"", "\"inputTokens\":100");
    }

    @Test
    void aRefusedKeyIsSaidByTheTestByTheStateAndBesideReadiness() {
        // Given
        endpoint.refusesTheKey();

        // When
        ValidatableResponse tested = test("primary");

        // Then
        tested.statusCode(200).body("key", equalTo("fails")).body("knowsModel", equalTo("unknown"));
        when().get("/v1/providers")
                .then()
                .body("providers.find { it.name == 'primary' }.state", equalTo("key-refused"))
                .body("providers.find { it.name == 'primary' }.keyRefusedSince", notNullValue());
        when().get(readiness)
                .then()
                .body("checks.find { it.name == 'providers' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'providers' }.data.primary", equalTo("key-refused"));
        endpoint.answers(YES, Duration.ZERO);
        test("primary").body("key", equalTo("works"));
        when().get("/v1/providers").then().body("providers.find { it.name == 'primary' }.state", equalTo("ready"));
    }

    @Test
    void aProviderWithoutMoneyIsTestedThoughItRestsAndAnAnswerEndsThat() {
        // Given
        endpoint.answersWith(429, "insufficient_quota");
        test("primary").body("outcome", equalTo("rate-limited"));
        when().get("/v1/providers")
                .then()
                .body("providers.find { it.name == 'primary' }.state", equalTo("out-of-money"))
                .body("providers.find { it.name == 'primary' }.restSeconds", greaterThan(0));
        endpoint.answers(YES, Duration.ZERO);

        // When
        ValidatableResponse tested = test("primary");

        // Then
        tested.body("outcome", equalTo("answered"));
        when().get("/v1/providers")
                .then()
                .body("providers.find { it.name == 'primary' }.state", equalTo("ready"))
                .body("providers.find { it.name == 'primary' }.restSeconds", equalTo(0));
    }

    @Test
    void aProviderThatIsNoneIsUnknown() {
        test("local").statusCode(404).body("detail", equalTo("classifier has no remote provider named 'local'."));
    }

    private static ValidatableResponse test(String provider) {
        return given().contentType("application/json")
                .body("{}")
                .when()
                .post("/v1/providers/" + provider + "/test")
                .then();
    }
}

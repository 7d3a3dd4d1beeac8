package dev.warren.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.testing.Broker;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(IntakeTestProfile.class)
class OperationsTest {

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"o-1\",\"source\":\"/shop\",\"type\":\"ticket.created\"}";
    private static final Pattern VALUE = Pattern.compile("^.*?} (\\S+).*$");

    Broker broker;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @Test
    void withItsBrokerTheServiceIsReady() {
        // When / Then
        Awaitility.await().untilAsserted(() -> given().get(management.resolve("/q/health/ready"))
                .then()
                .statusCode(200)
                .body("status", equalTo("UP")));
        given().get(management.resolve("/q/health/live")).then().statusCode(200);
        given().get(management.resolve("/q/health/started")).then().statusCode(200);
    }

    @Test
    void whatComesInIsCountedByDoorOutcomeAndReason() {
        // Given
        double accepted = metric("warren_intake_events_total", "protocol=\"http\"", "outcome=\"accepted\"");
        double refused = metric("warren_intake_refused_total", "protocol=\"http\"", "reason=\"invalid-event\"");
        double deadLettered = metric("warren_intake_refused_total", "protocol=\"amqp\"", "reason=\"unmapped\"");

        // When
        given().contentType(STRUCTURED).body(EVENT).post("/v1/events").then().statusCode(202);
        given().contentType(STRUCTURED).body("{}").post("/v1/events").then().statusCode(400);
        broker.publish("inbox", "nobody", new byte[0], null);

        // Then
        assertThat(metric("warren_intake_events_total", "protocol=\"http\"", "outcome=\"accepted\""))
                .isEqualTo(accepted + 1);
        assertThat(metric("warren_intake_refused_total", "protocol=\"http\"", "reason=\"invalid-event\""))
                .isEqualTo(refused + 1);
        Awaitility.await()
                .until(() -> metric("warren_intake_refused_total", "protocol=\"amqp\"", "reason=\"unmapped\"")
                        == deadLettered + 1);
    }

    private double metric(String name, String... tags) {
        return given().get(management.resolve("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{"))
                .filter(line -> Arrays.stream(tags).allMatch(line::contains))
                .mapToDouble(line -> Double.parseDouble(VALUE.matcher(line).replaceFirst("$1")))
                .sum();
    }
}

package dev.warren.aiconsumer;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.warren.testing.PrivateDatabase;
import dev.warren.testing.PrivateVhost;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PrivateVhost.class)
@QuarkusTestResource(PrivateDatabase.class)
@QuarkusTestResource(FakeEndpoint.class)
class FeaturesResourceTest {

    @Test
    void featuresAndWhoCanBeAskedAreSaid() {
        when().get("/v1/features")
                .then()
                .statusCode(200)
                .body("service", equalTo("classifier"))
                .body("features.name", contains("tone", "urgency"))
                .body("features[0].kind", equalTo("mood"))
                .body("features[0].events", equalTo(List.of("review.*")))
                .body("features[0].providers", equalTo(List.of("primary")))
                .body("features[0].models", nullValue())
                .body("providers.name", contains("local", "primary"))
                .body("providers[0].model", nullValue())
                .body("providers[0].onLedger", nullValue())
                .body("providers[1].model", equalTo("gpt-4o-mini"))
                .body("providers[1].onLedger", equalTo("primary"));
    }
}

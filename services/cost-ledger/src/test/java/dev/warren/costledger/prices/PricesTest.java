package dev.warren.costledger.prices;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import dev.warren.costledger.LedgerProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(LedgerProfile.class)
class PricesTest {

    @Test
    void theOwnListComesFirstAndTheLatestDateBeforeIt() {
        given().queryParam("model", "Test-Small")
                .get("/v1/prices")
                .then()
                .statusCode(200)
                .body("count", equalTo(2))
                .body("prices.list", equalTo(List.of("own", "own")))
                .body("prices.validFrom", equalTo(List.of("2025-07-01T00:00:00Z", "2025-01-01T00:00:00Z")))
                .body("prices.inputPerMillion", equalTo(List.of("0.1", "0.15")))
                .body("prices.cachedInputPerMillion", equalTo(List.of("0.05", "0.075")))
                .body("prices.outputPerMillion", equalTo(List.of("0.4", "0.6")))
                .body("prices.currency", equalTo(List.of("USD", "USD")));
    }

    @Test
    void theShippedListIsThere() {
        given().get("/v1/prices").then().body("count", greaterThanOrEqualTo(25));
        given().queryParam("provider", "local")
                .get("/v1/prices")
                .then()
                .body("prices", hasSize(1))
                .body("prices[0].model", equalTo("*"))
                .body("prices[0].list", equalTo("shipped"))
                .body("prices[0].inputPerMillion", equalTo("0"));
    }

    @Test
    void pricesComeInPages() {
        given().queryParams("limit", 10, "offset", 10)
                .get("/v1/prices")
                .then()
                .body("prices", hasSize(10))
                .header("Link", containsString("offset=20"));
    }

    @Test
    void aFaultIsNamed() {
        given().queryParam("limit", "many")
                .get("/v1/prices")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("faults.field", equalTo(List.of("limit")));
    }

    @Test
    void thePriceThatCountsForACallIsTold() {
        given().queryParams("provider", "primary", "model", "test-small-2025-08-01")
                .get("/v1/prices/applied")
                .then()
                .statusCode(200)
                .body("list", equalTo("own"))
                .body("validFrom", equalTo("2025-07-01T00:00:00Z"))
                .body("inputPerMillion", equalTo("0.1"))
                .body("currency", equalTo("USD"));
    }

    @Test
    void aCallWithoutAPriceIsNotTakenToBeFree() {
        given().queryParams("provider", "primary", "model", "nobody-prices-this")
                .get("/v1/prices/applied")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:warren:problem:unpriced"));
    }

    @Test
    void whoseModelIsMissingIsToldSo() {
        given().queryParams("provider", "primary")
                .get("/v1/prices/applied")
                .then()
                .statusCode(400)
                .body("faults.field", equalTo(List.of("model")));
    }
}

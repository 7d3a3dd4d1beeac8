package dev.warren.costledger.budgets.file;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.warren.costledger.LedgerProfile;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.BudgetPeriod;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(BudgetFileLoaderTest.WithFile.class)
class BudgetFileLoaderTest {

    private static final String FIRST = """
            budgets:
              everything: {kind: hard, currency: USD, limit: 100, period: month}
              each-user: {kind: soft, currency: USD, limit: 5, period: day, scope: {user: "*"}, why: agreed}
            """;

    @Inject
    BudgetFileLoader atStart;

    @Inject
    Budgets budgets;

    @Test
    void theFileIsWhatCounts() throws IOException {
        // Given
        apply(FIRST);
        long version = budget("everything").version();
        budgets.create(ofSomebody("of-somebody"), new ChangeAuthor("ada", "trial", null));
        budgets.create(ofSomebody("taken-over"), new ChangeAuthor("ada", "trial", null));

        // When
        apply("""
                budgets:
                  everything: {kind: hard, currency: USD, limit: 100.00, period: month}
                  taken-over: {kind: soft, currency: USD, limit: 5, period: day}
                """);

        // Then
        assertThat(budget("everything").version()).isEqualTo(version);
        assertThat(budgets.find("each-user")).isEmpty();
        assertThat(budget("of-somebody").origin()).isEqualTo(Origin.API);
        assertThat(budget("taken-over").origin()).isEqualTo(Origin.FILE);
        assertThat(budget("taken-over").limit()).isEqualByComparingTo("5");
        assertThat(budgets.audit("each-user", 10, 0))
                .extracting(entry -> entry.who() + " " + entry.action())
                .startsWith("file deleted", "file created");
    }

    @Test
    void whatIsInTheFileIsNotChangedOverHttp() throws IOException {
        // Given
        apply(FIRST);
        String tag = given().get("/v1/budgets/everything").header("ETag");

        // Then
        given().contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body("""
                        {"kind":"soft","currency":"USD","limit":"1","period":"month","who":"ada","why":"x"}""")
                .put("/v1/budgets/everything")
                .then()
                .statusCode(409)
                .body("type", equalTo("urn:warren:problem:budget-in-file"));
        given().header("If-Match", tag)
                .queryParams("who", "ada", "why", "x")
                .delete("/v1/budgets/everything")
                .then()
                .statusCode(409);
        given().contentType(ContentType.JSON)
                .body("""
                        {"amount":"1","who":"ada","why":"x"}""")
                .post("/v1/budgets/everything/increases")
                .then()
                .statusCode(200);
    }

    private void apply(String yaml) throws IOException {
        atStart.apply(Files.writeString(WithFile.FILE, yaml));
    }

    private Budget budget(String name) {
        return budgets.find(name).orElseThrow();
    }

    private static Budget ofSomebody(String name) {
        BudgetPeriod month = new BudgetPeriod(BudgetPeriod.Unit.MONTH, null, ZoneId.of("UTC"));
        return new Budget(
                name, Budget.Kind.SOFT, Origin.API, "USD", BigDecimal.TEN, BudgetScope.ALL, month, List.of(50), 0);
    }

    /** The service with a file of budgets. */
    public static class WithFile extends LedgerProfile {

        static final Path FILE = file();

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>(super.getConfigOverrides());
            overrides.put("warren.ledger.budgets-file", FILE.toString());
            return overrides;
        }

        private static Path file() {
            try {
                Path file = Files.createTempFile("budgets", ".yaml");
                file.toFile().deleteOnExit();
                return Files.writeString(file, FIRST);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

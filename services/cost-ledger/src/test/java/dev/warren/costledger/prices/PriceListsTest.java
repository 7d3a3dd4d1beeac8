package dev.warren.costledger.prices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.warren.costledger.LedgerProfile;
import io.quarkus.test.TestTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@TestProfile(LedgerProfile.class)
@TestTransaction
class PriceListsTest {

    private static final Instant JANUARY = Instant.parse("2026-01-01T00:00:00Z");

    @Inject
    PriceLists lists;

    @Inject
    Prices prices;

    @Test
    void aRestartAddsNothing() throws IOException {
        // Given
        long rows = prices.count();

        // When
        lists.load();

        // Then
        assertThat(prices.count()).isEqualTo(rows);
    }

    @Test
    void aChangedPriceIsANewRowAndTheOldOneStays() {
        // Given
        lists.apply(PriceOrigin.OWN, List.of(price("m", "1.00")));
        PriceRow before = current("m").getFirst();

        // When
        lists.apply(PriceOrigin.OWN, List.of(price("m", "2.00")));

        // Then
        PriceRow after = current("m").getFirst();
        assertThat(current("m")).hasSize(1);
        assertThat(after.price().rates().standard().input()).isEqualByComparingTo("2");
        assertThat(after.id()).isNotEqualTo(before.id());
        assertThat(prices.findById(before.id()).price().rates().standard().input())
                .isEqualByComparingTo("1");
    }

    @Test
    void aPriceThatChangesBackIsValidAgain() {
        // Given
        lists.apply(PriceOrigin.OWN, List.of(price("m", "1.00")));
        lists.apply(PriceOrigin.OWN, List.of(price("m", "2.00")));

        // When
        lists.apply(PriceOrigin.OWN, List.of(price("m", "1.000")));

        // Then
        assertThat(current("m")).singleElement().satisfies(row -> assertThat(
                        row.price().rates().standard().input())
                .isEqualByComparingTo("1"));
    }

    @Test
    void aPriceThatLeftItsListNoLongerCountsUntilItIsBack() {
        // Given
        lists.apply(PriceOrigin.OWN, List.of(price("m", "1.00"), price("n", "1.00")));

        // When
        lists.apply(PriceOrigin.OWN, List.of(price("n", "1.00")));

        // Then
        assertThat(current("m")).isEmpty();
        assertThat(current("n")).hasSize(1);
        lists.apply(PriceOrigin.OWN, List.of(price("m", "1.00")));
        assertThat(current("m")).hasSize(1);
        assertThat(current("n")).isEmpty();
    }

    @Test
    void anOwnListThatCannotBeReadIsNamedByItsKey(@TempDir Path directory) throws IOException {
        // Given
        Path bad = Files.writeString(directory.resolve("bad.csv"), "provider,model\n*,m\n");

        // Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceLists.own(directory.resolve("none.csv")))
                .withMessageMatching("warren.ledger.prices-file .*none.csv does not exist");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PriceLists.own(bad))
                .withMessageMatching("warren.ledger.prices-file .*bad.csv, line 2: .*");
    }

    private List<PriceRow> current(String model) {
        return prices.current().stream()
                .filter(row -> row.price().model().equals(model))
                .toList();
    }

    private static Price price(String model, String input) {
        Rates rates = new Rates(new BigDecimal(input), new BigDecimal(input), BigDecimal.TEN);
        return new Price("*", model, Price.ANY, JANUARY, "USD", rates, "", Price.STANDARD);
    }
}

package dev.warren.costledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerConfigTest {

    private static final int QUARKUS_PRIORITY = 200;

    @Test
    void nothingHasToBeSet() {
        // When
        LedgerConfig config = read(Map.of());

        // Then
        assertThat(config.pricesFile()).isEmpty();
        assertThat(config.budgetsFile()).isEmpty();
        assertThat(config.pricesRefresh()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void everythingCanBeSet() {
        // When
        LedgerConfig config = read(Map.of(
                "warren.ledger.prices-file", "/etc/prices.csv",
                "warren.ledger.prices-refresh", "5s",
                "warren.ledger.budgets-file", "/etc/budgets.yaml"));

        // Then
        assertThat(config.pricesFile()).contains(Path.of("/etc/prices.csv"));
        assertThat(config.budgetsFile()).contains(Path.of("/etc/budgets.yaml"));
        assertThat(config.pricesRefresh()).isEqualTo(Duration.ofSeconds(5));
    }

    private static LedgerConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(LedgerConfig.class)
                .withConverter(Duration.class, QUARKUS_PRIORITY, new DurationConverter())
                .withDefaultValues(values)
                .build()
                .getConfigMapping(LedgerConfig.class);
    }
}

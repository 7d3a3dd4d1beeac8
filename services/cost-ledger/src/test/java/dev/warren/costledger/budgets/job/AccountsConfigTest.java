package dev.warren.costledger.budgets.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsConfigTest {

    private static final int PRIORITY = 200;
    private static final String KEPT = "warren.ledger.accounts.retention";

    @Test
    void accountsAreKeptForAQuarterUnlessSomebodySaysOtherwise() {
        assertThat(read(Map.of()).retention()).isEqualTo(Duration.ofDays(90));
        assertThat(read(Map.of(KEPT, "7d")).retention()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void accountsThatAreKeptForNoTimeAreRefused() {
        assertThatThrownBy(() -> AccountsConfigCheck.check(read(Map.of(KEPT, "0s"))))
                .hasMessageContaining(KEPT);
    }

    private static AccountsConfig read(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withMapping(AccountsConfig.class)
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(AccountsConfig.class);
    }
}

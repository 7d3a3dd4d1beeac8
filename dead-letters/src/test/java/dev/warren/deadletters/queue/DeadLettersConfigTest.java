package dev.warren.deadletters.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadLettersConfigTest {

    @Test
    void defaultsAreThoseOfTheDocumentation() {
        DeadLettersConfig config = config(Map.of());

        assertThat(config.maxBrowse()).isEqualTo(10_000);
        assertThat(config.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.alertAfter()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.checkInterval()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.fullCheckInterval()).isEqualTo(Duration.ofMinutes(10));
        DeadLettersConfigCheck.check(config);
    }

    @ParameterizedTest
    @CsvSource({
        "warren.dead-letters.max-browse, 0",
        "warren.dead-letters.max-browse, 65536",
        "warren.dead-letters.timeout, 0s",
        "warren.dead-letters.alert-after, 0s",
        "warren.dead-letters.check-interval, 0s",
        "warren.dead-letters.full-check-interval, 0s"
    })
    void whatCannotWorkIsRefusedNamingTheKey(String key, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DeadLettersConfigCheck.check(config(Map.of(key, value))))
                .withMessageStartingWith(key);
    }

    private static DeadLettersConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(DeadLettersConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(DeadLettersConfig.class);
    }
}

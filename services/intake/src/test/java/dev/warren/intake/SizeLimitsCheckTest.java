package dev.warren.intake;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.warren.amqp.AmqpConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SizeLimitsCheckTest {

    @Test
    void theDefaultsFitTogether() {
        // When / Then
        assertThatCode(() -> new SizeLimitsCheck(Configs.with(Map.of()), amqp()))
                .doesNotThrowAnyException();
    }

    @Test
    void aBodyThatConsumersWouldNotTakeStopsTheStart() {
        // Given
        IntakeConfig intake = Configs.with(Map.of("warren.intake.limits.body", "2M"));

        // When / Then
        assertThatThrownBy(() -> new SizeLimitsCheck(intake, amqp()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("warren.intake.limits.body")
                .hasMessageContaining("warren.amqp.max-message-bytes");
    }

    @Test
    void roomForLessThanOneRequestStopsTheStart() {
        // Given
        IntakeConfig intake = Configs.with(Map.of("warren.intake.bytes-in-flight", "2M"));

        // When / Then
        assertThatThrownBy(() -> new SizeLimitsCheck(intake, amqp()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("warren.intake.bytes-in-flight");
    }

    @Test
    void aShareForLessThanOneRequestStopsTheStart() {
        // Given
        IntakeConfig intake = Configs.with(Map.of("warren.intake.bytes-in-flight-per-address", "2M"));

        // When / Then
        assertThatThrownBy(() -> new SizeLimitsCheck(intake, amqp()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("warren.intake.bytes-in-flight-per-address");
    }

    private static AmqpConfig amqp() {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(AmqpConfig.class)
                .withSources(new PropertiesConfigSource(Map.of("warren.amqp.url", "amqp://localhost"), "test", 100))
                .build()
                .getConfigMapping(AmqpConfig.class);
    }
}

package dev.warren.modelchain.provider.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warren.modelchain.provider.settings.ProviderNames;
import dev.warren.modelchain.provider.settings.ProviderSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuardSettingsTest {

    private static final String CHEAP = GuardSlots.class.getName() + "$Slot00/";
    private static final String PRIMARY = GuardSlots.class.getName() + "$Slot01/";
    private static final String UNUSED = GuardSlots.class.getName() + "$Slot02/";

    private final SmallRyeConfig config = new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .withMapping(ProviderSettings.class)
            .withSources(new PropertiesConfigSource(
                    Map.of(
                            "warren.providers.another.timeout", "7s",
                            "warren.providers.another.url", "",
                            "warren.providers.another.model", "m",
                            "warren.providers.cheap.url", "http://x/v1",
                            "warren.providers.cheap.model", "m",
                            "warren.primary.url", "http://y/v1",
                            "warren.primary.model", "m",
                            "warren.primary.timeout", "2s",
                            "warren.primary.max-retries", "0"),
                    "written",
                    100))
            .withInterceptors(new ProviderNames(), new GuardSettings())
            .build();

    @Test
    void eachGuardHasTheValuesOfItsOwnEndpoint() {
        assertThat(value(PRIMARY + "inTime/Timeout/value")).isEqualTo("2000");
        assertThat(value(PRIMARY + "repeated/Retry/maxRetries")).isEqualTo("0");
        assertThat(value(CHEAP + "inTime/Timeout/value")).isEqualTo("15000");
        assertThat(value(CHEAP + "repeated/Retry/maxRetries")).isEqualTo("2");
    }

    @Test
    void aGuardWithoutAProviderStaysAsItIs() {
        assertThat(value(UNUSED + "inTime/Timeout/value")).isNull();
    }

    @Test
    void noGuardHasALimitThatIsNotInTheSettings() {
        assertThat(value(PRIMARY + "repeated/Retry/maxDuration")).isEqualTo("0");
    }

    @Test
    void everyMemberHasADefault() {
        assertThat(value(PRIMARY + "repeated/Retry/delay")).isEqualTo("300");
        assertThat(value(PRIMARY + "repeated/Retry/jitter")).isEqualTo("200");
        assertThat(value(PRIMARY + "repeated/ExponentialBackoff/maxDelay")).isEqualTo("5000");
        assertThat(value(PRIMARY + "unlessOpen/CircuitBreaker/requestVolumeThreshold"))
                .isEqualTo("20");
        assertThat(value(PRIMARY + "unlessOpen/CircuitBreaker/failureRatio")).isEqualTo("0.5");
        assertThat(value(PRIMARY + "unlessOpen/CircuitBreaker/delay")).isEqualTo("5000");
        assertThat(value(PRIMARY + "repeated/Retry/abortOn")).isNull();
    }

    private String value(String name) {
        return config.getConfigValue(name).getValue();
    }
}

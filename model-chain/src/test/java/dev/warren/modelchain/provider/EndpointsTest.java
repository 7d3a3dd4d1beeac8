package dev.warren.modelchain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void aProviderThatIsNamedButNotConfiguredIsAFaultThatNamesTheKey() {
        // When
        Endpoints endpoints = endpoints(Map.of("warren.secondary.url", "http://x/v1"), "primary", "secondary", "cloud");

        // Then
        assertThat(endpoints.faults())
                .containsExactly(
                        "warren.primary.url: is missing, but warren.providers names 'primary'",
                        "warren.primary.model: is missing, but warren.providers names 'primary'",
                        "warren.secondary.model: is missing, but warren.providers names 'secondary'",
                        "warren.providers: 'cloud' is unknown; known are [local, primary, secondary]");
        assertThat(endpoints.usable()).containsExactly("local");
    }

    @Test
    void anEndpointWithAddressAndModelIsUsable() {
        // When
        Endpoints endpoints =
                endpoints(Map.of("warren.primary.url", "http://x/v1", "warren.primary.model", "m"), "primary", "local");

        // Then
        assertThat(endpoints.faults()).isEmpty();
        assertThat(endpoints.usable()).containsExactly("local", "primary");
        assertThat(endpoints.order()).containsExactly("primary", "local");
    }

    private static Endpoints endpoints(Map<String, String> written, String... order) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(PrimarySettings.class)
                .withMapping(SecondarySettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build();
        return new Endpoints(
                List.of(order),
                config.getConfigMapping(PrimarySettings.class),
                config.getConfigMapping(SecondarySettings.class));
    }
}

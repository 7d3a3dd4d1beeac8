package dev.warren.modelchain.provider.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderRegistryTest {

    @Test
    void aProviderThatIsNamedButNotConfiguredIsAFaultThatNamesTheKey() {
        // When
        ProviderRegistry providerRegistry =
                endpoints(Map.of("warren.secondary.url", "http://x/v1", "warren.providers", "cheap,secondary,local"));

        // Then
        assertThat(providerRegistry.faults())
                .containsExactly(
                        "warren.providers.cheap.url: is missing, but warren.providers names 'cheap'",
                        "warren.providers.cheap.model: is missing, but warren.providers names 'cheap'",
                        "warren.providers.secondary.model: is missing, but warren.providers names 'secondary'");
        assertThat(providerRegistry.usable()).containsExactly("local");
    }

    @Test
    void anEndpointWithAddressAndModelIsUsable() {
        // When
        ProviderRegistry providerRegistry = endpoints(Map.of(
                "warren.primary.url", "http://x/v1",
                "warren.primary.model", "m",
                "warren.providers.my-own.url", "http://y/v1",
                "warren.providers.my-own.model", "n",
                "warren.providers.my-own.price-provider", "openai",
                "warren.providers", "my-own,primary,local"));

        // Then
        assertThat(providerRegistry.faults()).isEmpty();
        assertThat(providerRegistry.usable()).containsExactly("local", "my-own", "primary");
        assertThat(providerRegistry.order()).containsExactly("my-own", "primary", "local");
        assertThat(providerRegistry.onLedger("my-own")).isEqualTo("openai");
        assertThat(providerRegistry.onLedger("primary")).isEqualTo("primary");
    }

    @Test
    void theChainSaysTheOrderWhereTheProvidersHaveItsKey() {
        // When
        ProviderRegistry providerRegistry =
                endpoints(Map.of("warren.chain", "good,local", "warren.providers", "cheap"));

        // Then
        assertThat(providerRegistry.order()).containsExactly("good", "local");
        assertThat(providerRegistry.faults().getFirst())
                .isEqualTo("warren.providers.good.url: is missing, but warren.chain names 'good'");
    }

    @Test
    void namesThatCannotBeAreFaults() {
        // When
        ProviderRegistry providerRegistry = endpoints(
                Map.of("warren.providers.local.url", "http://x/v1", "warren.providers.Big.url", "http://y/v1"));

        // Then
        assertThat(providerRegistry.faults())
                .containsExactlyInAnyOrder(
                        "warren.providers.local: is the name of the embedded models",
                        "warren.providers.Big: a name is lower-case letters, digits and hyphens");
    }

    @Test
    void guardsThatCannotBeAreFaults() {
        // When
        ProviderRegistry providerRegistry = endpoints(Map.of(
                "warren.primary.timeout", "PT0S",
                "warren.primary.max-retries", "-1",
                "warren.primary.retry-delay", "PT-1S",
                "warren.providers.cheap.breaker-volume", "0",
                "warren.providers.cheap.breaker-ratio", "NaN"));

        // Then
        assertThat(providerRegistry.faults())
                .containsExactlyInAnyOrder(
                        "warren.providers.primary.timeout: must be at least 1ms",
                        "warren.providers.primary.max-retries: must not be negative",
                        "warren.providers.primary.retry-delay: must not be negative",
                        "warren.providers.cheap.breaker-volume: must be at least 1",
                        "warren.providers.cheap.breaker-ratio: must be from 0 to 1");
    }

    private static ProviderRegistry endpoints(Map<String, String> written) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProviderSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .withInterceptors(new ProviderNames())
                .build();
        return new ProviderRegistry(
                config.getConfigMapping(ProviderSettings.class),
                config.getOptionalValues("warren.chain", String.class));
    }
}

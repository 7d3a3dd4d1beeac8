package dev.warren.modelchain.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EndpointsTest {

    @Test
    void aProviderThatIsNamedButNotConfiguredIsAFaultThatNamesTheKey() {
        // When
        Endpoints endpoints =
                endpoints(Map.of("warren.secondary.url", "http://x/v1", "warren.providers", "cheap,secondary,local"));

        // Then
        assertThat(endpoints.faults())
                .containsExactly(
                        "warren.providers.cheap.url: is missing, but warren.providers names 'cheap'",
                        "warren.providers.cheap.model: is missing, but warren.providers names 'cheap'",
                        "warren.providers.secondary.model: is missing, but warren.providers names 'secondary'");
        assertThat(endpoints.usable()).containsExactly("local");
    }

    @Test
    void anEndpointWithAddressAndModelIsUsable() {
        // When
        Endpoints endpoints = endpoints(Map.of(
                "warren.primary.url", "http://x/v1",
                "warren.primary.model", "m",
                "warren.providers.my-own.url", "http://y/v1",
                "warren.providers.my-own.model", "n",
                "warren.providers.my-own.price-provider", "openai",
                "warren.providers", "my-own,primary,local"));

        // Then
        assertThat(endpoints.faults()).isEmpty();
        assertThat(endpoints.usable()).containsExactly("local", "my-own", "primary");
        assertThat(endpoints.order()).containsExactly("my-own", "primary", "local");
        assertThat(endpoints.onLedger("my-own")).isEqualTo("openai");
        assertThat(endpoints.onLedger("primary")).isEqualTo("primary");
    }

    @Test
    void theChainSaysTheOrderWhereTheProvidersHaveItsKey() {
        // When
        Endpoints endpoints = endpoints(Map.of("warren.chain", "good,local", "warren.providers", "cheap"));

        // Then
        assertThat(endpoints.order()).containsExactly("good", "local");
        assertThat(endpoints.faults().getFirst())
                .isEqualTo("warren.providers.good.url: is missing, but warren.chain names 'good'");
    }

    @Test
    void namesThatCannotBeAreFaults() {
        // When
        Endpoints endpoints = endpoints(
                Map.of("warren.providers.local.url", "http://x/v1", "warren.providers.Big.url", "http://y/v1"));

        // Then
        assertThat(endpoints.faults())
                .containsExactlyInAnyOrder(
                        "warren.providers.local: is the name of the embedded models",
                        "warren.providers.Big: a name is lower-case letters, digits and hyphens");
    }

    @Test
    void moreProvidersThanThereAreGuardsAreAFault() {
        // Given
        Map<String, String> written = new HashMap<>();
        for (int i = 0; i <= Guards.MOST; i++) {
            written.put("warren.providers.p" + i + ".url", "http://x/v1");
            written.put("warren.providers.p" + i + ".model", "m");
        }

        // When
        Endpoints endpoints = endpoints(written);

        // Then
        assertThat(endpoints.faults()).containsExactly("warren.providers: there may be 16 providers, not 17");
    }

    private static Endpoints endpoints(Map<String, String> written) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(ProviderSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .withInterceptors(new ProviderNames())
                .build();
        return new Endpoints(
                config.getConfigMapping(ProviderSettings.class),
                config.getOptionalValues("warren.chain", String.class));
    }
}

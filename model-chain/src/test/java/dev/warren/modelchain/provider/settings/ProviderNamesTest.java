package dev.warren.modelchain.provider.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.source.yaml.YamlConfigSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProviderNamesTest {

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private String yaml = "other: {}";

    @Test
    void namesAreFoundInTheEnvironmentWhereTheOrderHasThem() {
        // Given
        environment.put("WARREN_PROVIDERS", "cheap,my-second-vendor,my,local");
        environment.put("WARREN_PROVIDERS_CHEAP_URL", "http://cheap/v1");
        environment.put("WARREN_PROVIDERS_CHEAP_MAX_OUTPUT_TOKENS", "7");
        environment.put("WARREN_PROVIDERS_MY_SECOND_VENDOR_URL", "http://second/v1");
        environment.put("WARREN_PROVIDERS_MY_SECOND_VENDOR_RETRY_DELAY", "2s");
        environment.put("WARREN_PROVIDERS_MY_KEY", "secret");

        // When
        ProviderSettings read = read();

        // Then
        assertThat(read.order().orElseThrow()).containsExactly("cheap", "my-second-vendor", "my", "local");
        assertThat(read.endpoints()).containsOnlyKeys("cheap", "my-second-vendor", "my");
        assertThat(read.endpoints().get("cheap").url()).contains("http://cheap/v1");
        assertThat(read.endpoints().get("cheap").maxOutputTokens()).isEqualTo(7);
        assertThat(read.endpoints().get("my-second-vendor").url()).contains("http://second/v1");
        assertThat(read.endpoints().get("my-second-vendor").retryDelay()).isEqualTo(Duration.ofSeconds(2));
        assertThat(read.endpoints().get("my").key()).contains("secret");
    }

    @Test
    void namesAreFoundInTheEnvironmentWhereAFeatureOrAFileHasThem() {
        // Given
        environment.put("WARREN_PROVIDERS_OF_A_FEATURE_URL", "http://feature/v1");
        environment.put("WARREN_PROVIDERS_IN_YAML_KEY", "secret");
        yaml = """
                warren:
                  providers:
                    in-yaml: {url: http://yaml/v1}
                  features:
                    f: {providers: [of-a-feature, local]}
                """;

        // When
        ProviderSettings read = read();

        // Then
        assertThat(read.endpoints()).containsOnlyKeys("of-a-feature", "in-yaml");
        assertThat(read.endpoints().get("of-a-feature").url()).contains("http://feature/v1");
        assertThat(read.endpoints().get("in-yaml").key()).contains("secret");
    }

    @Test
    void primaryAndSecondaryNeedNoProvidersBeforeThem() {
        // Given
        environment.put("WARREN_PRIMARY_URL", "http://primary/v1");
        environment.put("WARREN_PRIMARY_MAX_WAIT", "9s");
        yaml = """
                warren:
                  primary: {model: in-yaml, timeout: 3s}
                  secondary: {model: short}
                  providers:
                    secondary: {model: long}
                """;

        // When
        ProviderSettings read = read();

        // Then
        assertThat(read.endpoints()).containsOnlyKeys("primary", "secondary");
        EndpointSettings primary = read.endpoints().get("primary");
        assertThat(primary.url()).contains("http://primary/v1");
        assertThat(primary.maxWait()).isEqualTo(Duration.ofSeconds(9));
        assertThat(primary.model()).contains("in-yaml");
        assertThat(primary.timeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(primary.maxRetries()).isEqualTo(2);
        assertThat(read.endpoints().get("secondary").model()).contains("long");
    }

    @Test
    void theOrderAndTheProvidersMayHaveTheSameKey() {
        // Given
        properties.put("warren.providers", "a,b");
        properties.put("warren.providers.a.url", "http://a/v1");
        properties.put("warren.providers.b.url", "http://b/v1");

        // When
        ProviderSettings read = read();

        // Then
        assertThat(read.order().orElseThrow()).containsExactly("a", "b");
        assertThat(read.endpoints()).containsOnlyKeys("a", "b");
    }

    @Test
    void aKeyThatDoesNotExistIsRefused() {
        // Given
        yaml = """
                warren:
                  providers:
                    cheap: {url: http://cheap/v1, tiemout: 3s}
                  primary: {modle: m}
                """;

        // When / Then
        assertThatThrownBy(this::read)
                .isInstanceOf(ConfigValidationException.class)
                .hasMessageContaining("warren.providers.cheap.tiemout")
                .hasMessageContaining("warren.providers.primary.modle");
    }

    private ProviderSettings read() {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(ProviderSettings.class)
                .withSources(
                        new EnvConfigSource(environment, 300),
                        new PropertiesConfigSource(properties, "properties", 400),
                        new YamlConfigSource("yaml", yaml, 250))
                .withInterceptors(new ProviderNames())
                .build()
                .getConfigMapping(ProviderSettings.class);
    }
}

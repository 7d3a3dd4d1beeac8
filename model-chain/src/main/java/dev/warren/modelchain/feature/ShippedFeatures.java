package dev.warren.modelchain.feature;

import io.smallrye.config.source.yaml.YamlConfigSourceLoader;
import java.util.List;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.ConfigSourceProvider;

/**
 * Reads the {@code features.yaml} that a service ships with. Its ordinal is below every other source that a person may
 * use, so that any of them can override a key of a shipped feature or add a feature beside it.
 */
public final class ShippedFeatures extends YamlConfigSourceLoader implements ConfigSourceProvider {

    private static final String FILE = "features.yaml";
    private static final int BELOW_APPLICATION_YAML = 200;

    @Override
    public List<ConfigSource> getConfigSources(ClassLoader classLoader) {
        return loadConfigSources(FILE, BELOW_APPLICATION_YAML, classLoader);
    }
}

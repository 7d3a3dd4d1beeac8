package dev.warren.intake;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Makes typed configuration without an application. */
public final class Configs {

    private Configs() {}

    /** The defaults, and what is given. */
    public static IntakeConfig with(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(IntakeConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(IntakeConfig.class);
    }
}

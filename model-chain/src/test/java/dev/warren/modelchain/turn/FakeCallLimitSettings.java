package dev.warren.modelchain.turn;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of a provider, with what a test writes over the defaults. */
@ConfigMapping(prefix = "test")
interface FakeCallLimitSettings extends CallLimitSettings {

    static CallLimitSettings with(Map<String, String> written) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(FakeCallLimitSettings.class)
                .withSources(new PropertiesConfigSource(written, "written", 100))
                .build()
                .getConfigMapping(FakeCallLimitSettings.class);
    }
}

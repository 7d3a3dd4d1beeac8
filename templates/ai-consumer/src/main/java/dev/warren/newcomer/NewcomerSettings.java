package dev.warren.newcomer;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** What the features of this service have beside those of others, below {@code warren.features}. */
@ConfigMapping(prefix = "warren.features")
interface NewcomerSettings {

    /** The features by name. */
    @WithParentName
    @WithDefaults
    Map<String, Entry> features();

    /** One feature. */
    interface Entry {

        /** The longest headline, in words. */
        @WithDefault("12")
        int maxWords();
    }
}

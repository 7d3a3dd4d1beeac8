package dev.warren.extractor;

import dev.warren.extractor.schema.SchemaSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import io.smallrye.config.WithParentName;
import java.util.Map;

/** What the features of this service have beside those of others, below {@code warren.features}. */
@ConfigMapping(prefix = "warren.features")
interface ExtractorSettings {

    /** The features by name. */
    @WithParentName
    @WithDefaults
    Map<String, Entry> features();

    /** One feature. */
    interface Entry {

        /** A JSON Schema of an object: what is to be extracted. */
        SchemaSettings schema();

        /** What becomes of a value that is to be located, and is not in the text: {@code refuse}, {@code omit}. */
        @WithDefault("refuse")
        Unlocated unlocated();
    }
}

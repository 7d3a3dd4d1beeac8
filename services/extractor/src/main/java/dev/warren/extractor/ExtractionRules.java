package dev.warren.extractor;

import dev.warren.extractor.local.RuleExtractor;
import dev.warren.extractor.schema.Field;
import dev.warren.extractor.schema.SchemaReader;
import dev.warren.modelchain.feature.Feature;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.provider.Provider;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The settings of a feature that only this skill knows.
 *
 * @param fields what is extracted
 * @param unlocated what becomes of a value that is not in the text
 */
@RegisterForReflection
record ExtractionRules(List<Field> fields, Unlocated unlocated) {

    /** The rules of a feature of this service. */
    static ExtractionRules of(Feature feature) {
        return feature.settings(ExtractionRules.class);
    }

    /** Reads and checks what is written down. */
    static ExtractionRules read(ExtractorSettings.Entry entry, List<String> chain, FeatureFaults faults) {
        List<Field> fields = SchemaReader.read(entry.schema(), faults);
        if (chain.equals(List.of(Provider.LOCAL))) {
            RuleExtractor.unfillable(fields)
                    .filter(Field::required)
                    .forEach(field -> faults.demand(
                            false,
                            ".schema.properties." + field.name(),
                            "is required, and local, which is the only provider, cannot fill it:"
                                    + " name another provider, give the field a pattern, or do not require it"));
        }
        return new ExtractionRules(fields, entry.unlocated());
    }
}

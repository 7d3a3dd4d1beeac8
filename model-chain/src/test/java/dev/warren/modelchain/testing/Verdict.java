package dev.warren.modelchain.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.warren.contracts.v1.JsonOutput;
import dev.warren.contracts.v1.Output;
import dev.warren.modelchain.feature.FeatureFaults;
import dev.warren.modelchain.feature.FeatureKind;
import dev.warren.modelchain.feature.OutputKind;
import dev.warren.modelchain.feature.SkillSettings;
import java.math.BigDecimal;
import java.util.List;

/** An output of a kind that tests have made up: a word out of a few, and how sure that is. */
public record Verdict(String word, BigDecimal confidence) implements Output.Scored {

    /** The kind. */
    public static final OutputKind KIND = new OutputKind("verdict", Verdict.class);

    /** The output as it is read in a result. */
    public static JsonOutput read(String word, String confidence) {
        return new JsonOutput(
                JsonNodeFactory.instance.objectNode().put("word", word).put("confidence", new BigDecimal(confidence)));
    }

    /** The settings of such features. */
    public record Words(List<String> words) {}

    /** Features of the kind, all with the same words. */
    public static FeatureKind among(String... words) {
        return new FeatureKind() {

            @Override
            public OutputKind kind() {
                return KIND;
            }

            @Override
            public SkillSettings settings(String feature, List<String> chain, FeatureFaults faults) {
                faults.demand(words.length > 0, ".words", "there are none for " + String.join(", ", chain));
                return SkillSettings.of(new Words(List.of(words)));
            }
        };
    }
}

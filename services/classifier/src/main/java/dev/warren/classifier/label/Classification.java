package dev.warren.classifier.label;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.v1.Output;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.math.BigDecimal;
import java.util.List;

/**
 * A label out of the feature's vocabulary.
 *
 * @param label the chosen label
 * @param confidence from 0 to 1
 * @param alternatives the next best labels, best first; never null
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Classification(String label, BigDecimal confidence, List<Alternative> alternatives)
        implements Output.Scored {

    public Classification {
        alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
    }

    /**
     * A label that was not chosen.
     *
     * @param label the label
     * @param confidence from 0 to 1
     */
    @RegisterForReflection
    public record Alternative(String label, BigDecimal confidence) {}
}

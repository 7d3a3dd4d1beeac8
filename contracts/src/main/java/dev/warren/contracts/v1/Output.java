package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;

/** What a feature produced; which of the two it is follows from {@link Result#kind()}. */
public sealed interface Output {

    /**
     * A label out of the feature's vocabulary.
     *
     * @param label the chosen label
     * @param confidence from 0 to 1
     * @param alternatives the next best labels, best first; never null
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Classification(String label, BigDecimal confidence, List<Alternative> alternatives) implements Output {
        public Classification {
            alternatives = alternatives == null ? List.of() : List.copyOf(alternatives);
        }
    }

    /**
     * A label that was not chosen.
     *
     * @param label the label
     * @param confidence from 0 to 1
     */
    record Alternative(String label, BigDecimal confidence) {}

    /**
     * A shorter text that says the same.
     *
     * @param summary the text
     * @param method whether it was written anew or selected
     */
    record Summary(String summary, SummaryMethod method) implements Output {}
}

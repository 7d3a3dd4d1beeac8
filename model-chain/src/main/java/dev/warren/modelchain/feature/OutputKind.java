package dev.warren.modelchain.feature;

import dev.warren.contracts.v1.Output;

/**
 * What features produce.
 *
 * @param name the word for it in settings, results and stored answers
 * @param type the record that is written and read as JSON; registered for reflection
 */
public record OutputKind(String name, Class<? extends Output> type) {

    /** Whether answers say how sure they are. */
    boolean isScored() {
        return Output.Scored.class.isAssignableFrom(type);
    }
}

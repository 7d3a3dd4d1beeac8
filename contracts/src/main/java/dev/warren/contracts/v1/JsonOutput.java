package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An output of any kind as it was read. Written again, it is the same, with what this version does not know.
 *
 * @param json what the schema of its kind describes
 */
public record JsonOutput(@JsonValue ObjectNode json) implements Output {

    /** What was read. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public JsonOutput {}
}

package dev.warren.intake.event;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.http.problem.Fault;
import java.util.List;

/**
 * What may become an event: read, not yet judged.
 *
 * @param json the event in the CloudEvents JSON format
 * @param faults what reading it already showed; never null
 */
public record EventCandidate(JsonNode json, List<Fault> faults) {

    public EventCandidate {
        faults = List.copyOf(faults);
    }

    /** A candidate that was read without a fault. */
    public EventCandidate(JsonNode json) {
        this(json, List.of());
    }
}

package dev.warren.http.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with a request or an event.
 *
 * @param index the event's place in its batch, from 0; null outside a batch
 * @param field the parameter, header, field of the body, or attribute; {@code body} for all of it
 * @param code see {@link FaultCode}
 * @param detail what is wrong, for a person, without the value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(description = "One thing that is wrong with a request")
public record Fault(
        @Schema(description = "The event's place in its batch, from 0", examples = "0")
        Integer index,

        @Schema(description = "The parameter, header, field of the body, or attribute", examples = "time")
        String field,

        @Schema(description = "A stable code, see docs/problems.md", examples = "invalid")
        String code,

        @Schema(description = "What is wrong", examples = "must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z")
        String detail) {

    /** A fault outside a batch. */
    public Fault(String field, FaultCode code, String detail) {
        this(null, field, code.code(), detail);
    }

    /** The same fault of an event in a batch. */
    public Fault at(int place) {
        return new Fault(place, field, code, detail);
    }

    /** All of them in one sentence, as the detail of a problem. */
    public static String sentence(List<Fault> faults) {
        return faults.stream().map(Fault::toString).collect(Collectors.joining("; ", "", "."));
    }

    @Override
    public String toString() {
        return field + " " + detail;
    }
}

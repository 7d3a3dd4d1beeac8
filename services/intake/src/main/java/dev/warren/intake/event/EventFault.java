package dev.warren.intake.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One thing that is wrong with an event.
 *
 * @param index the event's place in its batch, from 0; null outside a batch
 * @param field the attribute, {@code data}, or {@code body} where no event could be read
 * @param message what is wrong, for a person, without the value
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@RegisterForReflection
@Schema(description = "One thing that is wrong with an event.")
public record EventFault(
        @Schema(description = "The event's place in its batch, from 0", examples = "0")
        Integer index,

        @Schema(description = "The attribute, `data` or `body`", examples = "time")
        String field,

        @Schema(description = "What is wrong", examples = "must be an RFC 3339 timestamp such as 2026-11-20T10:00:00Z")
        String message) {

    /** A fault of the only event there is. */
    public EventFault(String field, String message) {
        this(null, field, message);
    }

    /** The same fault of an event in a batch. */
    public EventFault at(int place) {
        return new EventFault(place, field, message);
    }

    @Override
    public String toString() {
        return field + " " + message;
    }
}

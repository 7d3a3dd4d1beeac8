package dev.warren.intake.http;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The answer to events that were let in.
 *
 * @param accepted the events, in the order of the request; the broker has confirmed every one
 */
@RegisterForReflection
@Schema(description = "The accepted events, in the order of the request. The broker has confirmed each of them.")
public record AcceptedResponse(List<Event> accepted) {

    /**
     * An event that was let in.
     *
     * @param id its id
     * @param source its source
     * @param follow where to see what becomes of it
     */
    @RegisterForReflection
    @Schema(name = "AcceptedEvent")
    public record Event(
            @Schema(examples = "t-1001") String id,
            @Schema(examples = "/shop/helpdesk") String source,
            Follow follow) {}

    /**
     * Where to see what becomes of an event.
     *
     * @param outcomes the outcomes so far
     * @param stream the outcomes as they arrive, as server-sent events
     */
    @RegisterForReflection
    public record Follow(
            @Schema(examples = "http://127.0.0.1:8084/v1/status?source=%2Fshop%2Fhelpdesk&id=t-1001")
            URI outcomes,

            @Schema(examples = "http://127.0.0.1:8084/v1/stream?source=%2Fshop%2Fhelpdesk&event=t-1001")
            URI stream) {}
}

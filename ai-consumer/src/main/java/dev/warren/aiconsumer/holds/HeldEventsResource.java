package dev.warren.aiconsumer.holds;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** {@code GET /v1/held}: which events of this service wait for a budget, and how much. */
@Path("/v1/held")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class HeldEventsResource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HeldEventReleaser heldEventReleaser;
    private final HeldEventMetrics held;
    private final String service;

    HeldEventsResource(
            HeldEventReleaser heldEventReleaser,
            HeldEventMetrics held,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.heldEventReleaser = heldEventReleaser;
        this.held = held;
        this.service = service;
    }

    /** What waits. */
    @GET
    @Operation(
            summary = "Events that wait for a budget, by budget, feature and reason, those that wait longest first",
            description = "All instances answer the same. With very many held events, asOf may be some minutes ago.")
    public Answer held() throws InterruptedException {
        heldEventReleaser.look(PATIENCE);
        HeldEventMetrics.Seen seen = held.last();
        return new Answer(service, seen.at(), held.count(), seen.waiting());
    }

    /**
     * What waits in one service.
     *
     * @param asOf when somebody looked; absent where nobody has yet
     * @param events how many, when they were counted last
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "Held")
    public record Answer(String service, Instant asOf, long events, List<HeldGroup> waiting) {}
}

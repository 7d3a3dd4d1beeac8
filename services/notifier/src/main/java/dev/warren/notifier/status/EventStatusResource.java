package dev.warren.notifier.status;

import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.partitioningBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.contracts.v1.EventRef;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** What became of an event. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
public class EventStatusResource {

    private static final String ID = "id";
    private static final String SOURCE = "source";
    private static final int MAX_ID = 255;
    private static final int MAX_SOURCE = 4096;

    private final Timeline timeline;
    private final Outcomes outcomes;
    private final ObjectMapper mapper;

    EventStatusResource(Timeline timeline, Outcomes outcomes, ObjectMapper mapper) {
        this.timeline = timeline;
        this.outcomes = outcomes;
        this.mapper = mapper;
    }

    /** The outcomes and the timeline of an event so far, whatever characters its id has. */
    @GET
    @Path("/status")
    @RunOnVirtualThread
    @Operation(
            summary = "Outcomes and timeline of an event so far; its id may have any characters",
            description = "The address in the responses of intake: proxies do not normalise a query.")
    @APIResponse(responseCode = "200", description = "The status")
    @APIResponse(responseCode = "400", description = "Invalid id or source")
    @APIResponse(responseCode = "404", description = "No such event has been seen")
    @APIResponse(responseCode = "409", description = "Several sources have used the id; name one")
    public EventStatus status(
            @Parameter(description = "The CloudEvents source of the event, where the id alone is ambiguous")
                    @QueryParam(SOURCE)
                    String source,
            @Parameter(description = "The CloudEvents id of the event", required = true) @QueryParam(ID) String id) {
        ParameterFaults faults = new ParameterFaults();
        faults.require(ID, id);
        faults.refuse();
        return statusOf(id, source);
    }

    /** The same by a path, for ids that a path may have. */
    @GET
    @Path("/events/{id:.+}")
    @RunOnVirtualThread
    @Operation(
            summary = "Outcomes and timeline of an event so far, by a path",
            description = "For people, and for ids of letters, digits and hyphens. Programs use /v1/status.")
    @APIResponse(responseCode = "200", description = "The status")
    @APIResponse(responseCode = "400", description = "Invalid id or source")
    @APIResponse(responseCode = "404", description = "No such event has been seen")
    @APIResponse(responseCode = "409", description = "Several sources have used the id; name one")
    public EventStatus event(
            @Parameter(description = "The CloudEvents id of the event") @PathParam(ID) String id,
            @Parameter(description = "The CloudEvents source of the event, where the id alone is ambiguous")
                    @QueryParam(SOURCE)
                    String source) {
        return statusOf(id, source);
    }

    private EventStatus statusOf(String id, String source) {
        ParameterFaults faults = new ParameterFaults();
        faults.text(ID, id, MAX_ID);
        faults.text(SOURCE, source, MAX_SOURCE);
        faults.refuse();
        List<TimelineRow> facts = timeline.of(id, source);
        if (facts.isEmpty()) {
            throw unknown(id);
        }
        List<String> sources =
                facts.stream().map(fact -> fact.eventSource).distinct().sorted().toList();
        if (sources.size() > 1) {
            throw ambiguous(id, sources);
        }
        EventRef event = facts.getFirst().event();
        Map<Boolean, List<JsonNode>> byLive = outcomes.of(event.id(), event.source()).stream()
                .collect(partitioningBy(OutcomeRow::isLive, mapping(this::view, toList())));
        return EventStatus.of(facts, byLive.get(true), byLive.get(false));
    }

    /** The result's data without the reference that the answer gives once, and with what the envelope said. */
    private JsonNode view(OutcomeRow row) {
        try {
            ObjectNode view = mapper.createObjectNode().put("feature", row.feature);
            view.setAll((ObjectNode) mapper.readTree(row.data));
            view.remove("event");
            return view.put("outcome", row.outcome).put("at", row.at.toString()).put("resultId", row.resultId);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpProblem unknown(String id) {
        String detail = "No event with the id '" + id + "' has been seen. Check id and source. If it was published just"
                + " now, ask again in a second; if it was published over AMQP, intake may have refused it: see the"
                + " dead letters of intake.";
        return ProblemType.UNKNOWN_EVENT.problem(detail);
    }

    private static HttpProblem ambiguous(String id, List<String> sources) {
        String detail = "Several sources have published an event with the id '" + id
                + "'. Add ?source= with one of them, percent-encoded.";
        return ProblemType.AMBIGUOUS_EVENT
                .builder(detail)
                .with("sources", sources)
                .build();
    }
}

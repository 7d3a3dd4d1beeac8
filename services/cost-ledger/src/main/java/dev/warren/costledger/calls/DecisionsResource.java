package dev.warren.costledger.calls;

import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code GET /v1/decisions}: what it took to decide about an event, waste included. */
@Path("/v1/decisions")
@RunOnVirtualThread
public class DecisionsResource {

    private static final String EVENT = "event";
    private static final String SOURCE = "source";
    private static final String FEATURE = "feature";
    private static final int MOST_ENTRIES = 10_000;

    private final CallsQuery calls;

    DecisionsResource(CallsQuery calls) {
        this.calls = calls;
    }

    /** The decisions about one event, none where nothing is booked. */
    @GET
    @Operation(
            summary =
                    "All calls for an event, by feature: which provider answered, which calls were wasted, and the total cost")
    @APIResponse(responseCode = "200", description = "One decision per source and feature")
    @APIResponse(responseCode = "400", description = "The query is invalid; every fault names its parameter")
    public Decisions decisions(
            @QueryParam(EVENT) @Parameter(description = "The CloudEvents id", example = "t-1001") String event,
            @QueryParam(SOURCE) @Parameter(description = "The CloudEvents source", example = "/shop/helpdesk")
                    String source,
            @QueryParam(FEATURE) @Parameter(example = "ticket-triage") String feature) {
        ParameterFaults faults = new ParameterFaults();
        faults.require(EVENT, event);
        faults.refuse();
        List<EntryLine> lines = calls.lines(
                LedgerNameRules.of(event), LedgerNameRules.of(source), LedgerNameRules.of(feature), MOST_ENTRIES + 1);
        if (lines.size() > MOST_ENTRIES) {
            faults.add(
                    EVENT,
                    FaultCode.OUT_OF_RANGE,
                    "has more than %d entries: name its source and a feature".formatted(MOST_ENTRIES));
            faults.refuse();
        }
        return new Decisions(decisions(lines));
    }

    private static List<Decision> decisions(List<EntryLine> lines) {
        Map<List<String>, List<EntryLine>> byDecision = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> List.of(line.source(), line.feature()), LinkedHashMap::new, Collectors.toList()));
        return byDecision.values().stream().map(Decision::of).toList();
    }

    /** The decisions about an event, by source and feature. */
    public record Decisions(List<Decision> decisions) {}
}

package dev.warren.costledger.alerts.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.v1.Alert.Severity;
import dev.warren.costledger.http.CallerName;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/alerts}: what the ledger and other services have raised, and who has seen to it. */
@Path("/v1/alerts")
@RunOnVirtualThread
public class AlertsResource {

    private static final String KIND = "kind";
    private static final String SEVERITY = "severity";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String SUMMARY = "summary";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 1_000;

    private final RaisedAlerts alerts;

    AlertsResource(RaisedAlerts alerts) {
        this.alerts = alerts;
    }

    /** One page of them. */
    @GET
    @Operation(summary = "Alerts of the ledger and other services, latest first")
    public RestResponse<Answer> list(
            @QueryParam(KIND) @Parameter(description = "Only of this kind", example = "budget-threshold") String kind,
            @QueryParam(SEVERITY) @Parameter(description = "Only of this severity: info, warning or critical")
                    String severity,
            @QueryParam(ACKNOWLEDGED) @Parameter(description = "true or false; all unless given") String acknowledged,
            @QueryParam(SUMMARY) @Parameter(description = "Only those that the alert of this id summarizes")
                    String summary,
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset,
            @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        faults.text(KIND, kind, LONGEST_NAME);
        faults.text(SUMMARY, summary, LONGEST_NAME);
        RaisedAlerts.Wanted wanted = new RaisedAlerts.Wanted(
                kind,
                faults.read(SEVERITY, severity, AlertsResource::severity).orElse(null),
                faults.read(ACKNOWLEDGED, acknowledged, AlertsResource::truth).orElse(null),
                summary);
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        long count = alerts.count(wanted);
        ResponseBuilder<Answer> response = ResponseBuilder.ok(new Answer(
                count, alerts.list(wanted, page).stream().map(Raised::of).toList()));
        page.next(request, count).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /** Notes that somebody has seen to it; the first one stays. */
    @POST
    @Path("/{id}/acknowledgement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Acknowledge an alert; the first acknowledgement is kept")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Acknowledgement.class),
                            examples =
                                    @ExampleObject(
                                            name = "seen",
                                            value = "{\"by\": \"ada\", \"note\": \"raised until Friday\"}")))
    @APIResponse(responseCode = "200", description = "The alert, with its acknowledgement")
    @APIResponse(responseCode = "404", description = "There is no such alert")
    public Raised acknowledge(@PathParam("id") String id, @HeaderParam(CallerName.HEADER) String user, InputStream body)
            throws IOException {
        Acknowledgement request = JsonBody.read(body, Acknowledgement.class);
        String by = user == null ? request.by() : user;
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        faults.require("by", by);
        faults.text("by", by, LONGEST_NAME);
        faults.text("note", request.note(), LONGEST_NOTE);
        faults.refuse();
        return alerts.acknowledge(id, by, request.note()).map(Raised::of).orElseThrow(AlertsResource::unknown);
    }

    private static String severity(String word) {
        return Arrays.stream(Severity.values())
                .map(Severity::value)
                .filter(word::equals)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is none of %s"
                        .formatted(
                                word,
                                Arrays.stream(Severity.values())
                                        .map(Severity::value)
                                        .collect(Collectors.joining(", ")))));
    }

    private static Boolean truth(String word) {
        if (!word.equals("true") && !word.equals("false")) {
            throw new IllegalArgumentException("must be true or false");
        }
        return Boolean.valueOf(word);
    }

    private static HttpProblem unknown() {
        return ProblemType.UNKNOWN_ALERT.problem("The ledger knows no alert with this id.");
    }

    /**
     * One page of alerts.
     *
     * @param count how many there are on all pages
     */
    public record Answer(long count, List<Raised> alerts) {}

    /**
     * An alert; its id is that of the message in the exchange {@code alerts}.
     *
     * @param acknowledgedAt when somebody has seen to it first; not there where nobody has
     * @param summary the id of the alert that sums it up; not there where there is none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Raised(
            String id,
            String severity,
            String kind,
            String message,
            Map<String, String> details,
            Instant raisedAt,
            Instant acknowledgedAt,
            String acknowledgedBy,
            String note,
            String summary) {

        static Raised of(RaisedAlerts.Row row) {
            return new Raised(
                    row.id(),
                    row.severity(),
                    row.kind(),
                    row.message(),
                    row.details(),
                    row.raisedAt(),
                    row.acknowledgedAt(),
                    row.acknowledgedBy(),
                    row.note(),
                    row.summary());
        }
    }

    /**
     * Somebody has seen to an alert.
     *
     * @param by who, unless {@link CallerName#HEADER} says so
     * @param note what they did or found; may be absent
     */
    @RegisterForReflection
    @Schema(name = "Acknowledgement")
    public record Acknowledgement(String by, String note) {}
}

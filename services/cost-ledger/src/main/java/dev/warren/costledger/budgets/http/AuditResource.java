package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.http.BudgetResponses.Audit;
import dev.warren.costledger.budgets.http.BudgetResponses.Done;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.ParameterFaults;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/budgets/{name}/audit}: what was done to a budget, by whom and why. */
@Path("/v1/budgets/{name}/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
@RunOnVirtualThread
public class AuditResource {

    private static final String EXAMPLE = """
            {"budget":"each-user","count":1,"entries":[
             {"id":7,"at":"2026-11-20T18:00:00Z","budget":"each-user","action":"increased","account":{"user":"u-42"},
              "amount":"2.5","until":"2026-11-21T18:00:00Z","who":"ada","why":"launch day","detail":""}]}""";

    private final Budgets budgets;

    AuditResource(Budgets budgets) {
        this.budgets = budgets;
    }

    /** One page of what was done. */
    @GET
    @Operation(summary = "The changes of a budget, latest first, even after it was deleted")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = Audit.class),
                            examples = @ExampleObject(name = "raised", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "Invalid query; lists all errors")
    @APIResponse(responseCode = "404", description = "No budget ever had this name")
    public RestResponse<Audit> audit(
            @PathParam("name") String name,
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset,
            @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        long count = budgets.countAudit(name);
        if (count == 0) {
            throw BudgetProblems.unknown(name);
        }
        Audit audit = new Audit(
                name,
                count,
                budgets.audit(name, page.limit(), page.offset()).stream()
                        .map(Done::of)
                        .toList());
        ResponseBuilder<Audit> response = ResponseBuilder.ok(audit);
        page.next(request, count).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }
}

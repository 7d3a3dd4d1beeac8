package dev.warren.costledger.budgets.http;

import dev.warren.costledger.LedgerConfig;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.definition.BudgetDefinition;
import dev.warren.costledger.budgets.definition.BudgetDefinitionRules;
import dev.warren.costledger.budgets.http.BudgetResponses.Listed;
import dev.warren.costledger.budgets.http.BudgetResponses.Shown;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.Budget.Origin;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.http.CallerName;
import dev.warren.costledger.http.PageRequest;
import dev.warren.http.JsonBody;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.ProblemType;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /v1/budgets}: the definitions of budgets, each change of which names the version that it was made from. */
@Path("/v1/budgets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "budgets",
        description = "What may be spent, by whom and on what. Callers are not authenticated: the author of a"
                + " change is what X-Warren-User or the field who says.")
@RunOnVirtualThread
public class BudgetsResource {

    private static final String WHO = "who";
    private static final String WHY = "why";
    private static final String EXAMPLE = """
            {"kind":"hard","currency":"USD","limit":"5.00","scope":{"user":"*"},"period":"day","zone":"Europe/Berlin",
             "why":"agreed with support"}""";
    private static final String SHOWN = """
            {"name":"each-user","kind":"hard","currency":"USD","limit":"5","scope":{"user":"*"},"period":"day",
             "zone":"Europe/Berlin","thresholds":[50,80,100],"origin":"api","version":3,"accounts":2,
             "fullest":{"account":{"user":"u-42"},"limit":"5","spent":"4.1002","assumed":"0.2","held":"0.05","left":"0.6498",
             "state":"warning","periodStart":"2026-11-19T23:00:00Z","resetsAt":"2026-11-20T23:00:00Z"}}""";

    private final Budgets budgets;
    private final LedgerConfig config;

    BudgetsResource(Budgets budgets, LedgerConfig config) {
        this.budgets = budgets;
        this.config = config;
    }

    /** One page of budgets. */
    @GET
    @Operation(summary = "Budgets by name, each with the account with the highest spend")
    @APIResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Listed.class)),
            headers = @Header(name = "Link", description = "The next page (RFC 8288), unless this is the last"))
    @APIResponse(responseCode = "400", description = "Invalid query; lists all errors")
    public RestResponse<Listed> list(
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset,
            @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        List<Budget> all = budgets.list();
        List<Shown> shown = all.stream()
                .skip(page.offset())
                .limit(page.limit())
                .map(this::shown)
                .toList();
        ResponseBuilder<Listed> response = ResponseBuilder.ok(new Listed(all.size(), shown));
        page.next(request, all.size()).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    /** One budget. */
    @GET
    @Path("/{name}")
    @Operation(summary = "A budget; its version is the ETag")
    @APIResponse(
            responseCode = "200",
            headers = @Header(name = "ETag", description = "What If-Match names to change it"),
            content =
                    @Content(
                            schema = @Schema(implementation = Shown.class),
                            examples = @ExampleObject(name = "each user", value = SHOWN)))
    @APIResponse(responseCode = "404", description = "No budget has this name")
    public RestResponse<Shown> one(@PathParam("name") String name) {
        return answer(ResponseBuilder.ok(), find(name));
    }

    /** Makes a budget, or replaces the version that the caller has seen. */
    @PUT
    @Path("/{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Create or replace a budget",
            description = "`If-None-Match: *` creates a budget, `If-Match` with an ETag replaces that version. What"
                    + " GET answers can be changed and sent back.")
    @Parameter(name = HttpHeaders.IF_MATCH, in = ParameterIn.HEADER, example = "\"3\"")
    @Parameter(name = HttpHeaders.IF_NONE_MATCH, in = ParameterIn.HEADER, example = "*")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = BudgetDefinition.class),
                            examples = @ExampleObject(name = "each user", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Replaced",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(
            responseCode = "201",
            description = "Made",
            content = @Content(schema = @Schema(implementation = Shown.class)))
    @APIResponse(responseCode = "400", description = "The definition is invalid; every fault names its field")
    @APIResponse(responseCode = "409", description = "The budget is defined in the budgets file and is changed there")
    @APIResponse(responseCode = "412", description = "The ETag does not match")
    @APIResponse(responseCode = "428", description = "Neither If-Match nor If-None-Match was sent")
    public RestResponse<Shown> put(
            @PathParam("name") String name,
            @HeaderParam(CallerName.HEADER) String user,
            @Context HttpHeaders headers,
            @Context Request request,
            @Context UriInfo uri,
            InputStream body)
            throws IOException {
        boolean create = "*".equals(headers.getHeaderString(HttpHeaders.IF_NONE_MATCH));
        if (!create && headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
            throw BudgetProblems.noCondition();
        }
        BudgetDefinition budgetDefinition = JsonBody.read(body, BudgetDefinition.class);
        ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
        BudgetDefinitionRules rules = new BudgetDefinitionRules(faults);
        ChangeAuthor changeAuthor = change(rules, user == null ? budgetDefinition.who() : user, budgetDefinition.why());
        Budget wanted = rules.apply(name, Origin.API, budgetDefinition).orElse(null);
        faults.refuse();
        return create
                ? answer(ResponseBuilder.created(uri.getAbsolutePath()), make(wanted, changeAuthor))
                : answer(ResponseBuilder.ok(), replace(wanted, request, changeAuthor));
    }

    /** Deletes the version that the caller has seen. */
    @DELETE
    @Path("/{name}")
    @Operation(summary = "Delete a budget; the audit of it stays")
    @APIResponse(responseCode = "204", description = "It was removed")
    @APIResponse(responseCode = "400", description = "The author or the reason is missing")
    @APIResponse(responseCode = "404", description = "No budget has this name")
    @APIResponse(responseCode = "409", description = "The budget is defined in the budgets file and is removed there")
    @APIResponse(responseCode = "412", description = "The ETag does not match")
    @APIResponse(responseCode = "428", description = "If-Match was not sent")
    public RestResponse<Void> delete(
            @PathParam("name") String name,
            @QueryParam(WHO) String who,
            @QueryParam(WHY) @Parameter(example = "the team is gone") String why,
            @HeaderParam(CallerName.HEADER) String user,
            @Context HttpHeaders headers,
            @Context Request request) {
        if (headers.getHeaderString(HttpHeaders.IF_MATCH) == null) {
            throw BudgetProblems.noCondition();
        }
        ParameterFaults faults = new ParameterFaults();
        ChangeAuthor changeAuthor = change(new BudgetDefinitionRules(faults), user == null ? who : user, why);
        faults.refuse();
        Budget known = find(name);
        require(known, request);
        budgets.delete(name, known.version(), changeAuthor);
        return RestResponse.noContent();
    }

    private Budget make(Budget wanted, ChangeAuthor changeAuthor) {
        budgets.find(wanted.name()).ifPresent(known -> {
            throw BudgetProblems.taken(wanted.name());
        });
        return budgets.create(wanted, changeAuthor);
    }

    private Budget replace(Budget wanted, Request request, ChangeAuthor changeAuthor) {
        Budget known = find(wanted.name());
        require(known, request);
        return budgets.replace(wanted, known.version(), changeAuthor);
    }

    private void require(Budget known, Request request) {
        if (request.evaluatePreconditions(tag(known)) != null) {
            throw BudgetProblems.outdated(known.name(), known.version());
        }
        if (known.origin() == Origin.FILE && config.budgetsFile().isPresent()) {
            throw BudgetProblems.ofTheFile(known.name());
        }
    }

    private Budget find(String name) {
        return budgets.find(name).orElseThrow(() -> BudgetProblems.unknown(name));
    }

    private Shown shown(Budget budget) {
        return Shown.of(budget, budgets.countAccounts(budget.name()), budgets.accounts(budget.name(), 1, 0));
    }

    private RestResponse<Shown> answer(ResponseBuilder<Shown> response, Budget budget) {
        return response.entity(shown(budget)).tag(tag(budget)).build();
    }

    private static ChangeAuthor change(BudgetDefinitionRules rules, String who, String why) {
        return new ChangeAuthor(rules.who(who), rules.why(why), null);
    }

    private static EntityTag tag(Budget budget) {
        return new EntityTag(String.valueOf(budget.version()));
    }
}

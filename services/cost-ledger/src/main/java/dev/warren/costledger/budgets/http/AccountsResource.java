package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.definition.Dimensions;
import dev.warren.costledger.budgets.http.BudgetResponses.Account;
import dev.warren.costledger.budgets.http.BudgetResponses.Accounts;
import dev.warren.costledger.budgets.model.AccountStatus;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetScope;
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
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code GET /v1/budgets/{name}/accounts}: where a budget stands. */
@Path("/v1/budgets/{name}/accounts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
@RunOnVirtualThread
public class AccountsResource {

    private static final String USER = "user";
    private static final String TEAM = "team";
    private static final String FEATURE = "feature";
    private static final String PROVIDER = "provider";
    private static final String MODEL = "model";
    private static final String EXAMPLE = """
            {"budget":"each-user","currency":"USD","count":2,"accounts":[
             {"account":{"user":"u-42"},"limit":"5","spent":"4.1002","assumed":"0.2","held":"0.05","left":"0.6498",
              "state":"warning","periodStart":"2026-11-19T23:00:00Z","resetsAt":"2026-11-20T23:00:00Z"}]}""";

    private final Budgets budgets;

    AccountsResource(Budgets budgets) {
        this.budgets = budgets;
    }

    /** One page of accounts. */
    @GET
    @Operation(
            summary = "Where a budget stands, for each of the values that it counts by themselves",
            description =
                    "An account exists from its first call on. Highest spend first. Query parameters select one account.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            schema = @Schema(implementation = Accounts.class),
                            examples = @ExampleObject(name = "each user", value = EXAMPLE)))
    @APIResponse(responseCode = "400", description = "Invalid query; lists all errors")
    @APIResponse(responseCode = "404", description = "No budget has this name")
    public RestResponse<Accounts> accounts(
            @PathParam("name") String name,
            @QueryParam(USER) @Parameter(description = "Only the account of this user") String user,
            @QueryParam(TEAM) @Parameter(description = "Only the account of this team") String team,
            @QueryParam(FEATURE) @Parameter(description = "Only the account of this feature") String feature,
            @QueryParam(PROVIDER) @Parameter(description = "Only the account of this provider") String provider,
            @QueryParam(MODEL) @Parameter(description = "Only the account of this model") String model,
            @QueryParam(PageRequest.LIMIT) String limit,
            @QueryParam(PageRequest.OFFSET) String offset,
            @Context UriInfo request) {
        ParameterFaults faults = new ParameterFaults();
        PageRequest page = PageRequest.of(limit, offset, faults);
        faults.refuse();
        Budget budget = budgets.find(name).orElseThrow(() -> BudgetProblems.unknown(name));
        Dimensions wanted = new Dimensions(user, team, feature, provider, model);
        return wanted.equals(Dimensions.NONE) ? page(budget, page, request) : one(budget, wanted);
    }

    private RestResponse<Accounts> page(Budget budget, PageRequest page, UriInfo request) {
        long count = budgets.countAccounts(budget.name());
        ResponseBuilder<Accounts> response = ResponseBuilder.ok(
                accounts(budget, count, budgets.accounts(budget.name(), page.limit(), page.offset())));
        page.next(request, count).ifPresent(link -> response.header(HttpHeaders.LINK, link));
        return response.build();
    }

    private RestResponse<Accounts> one(Budget budget, Dimensions wanted) {
        BudgetScope account = wanted.toAccount(budget.scope());
        List<AccountStatus> found = budget.scope().has(account)
                ? budgets.account(budget.name(), account).stream().toList()
                : List.of();
        return RestResponse.ok(accounts(budget, found.size(), found));
    }

    private static Accounts accounts(Budget budget, long count, List<AccountStatus> statuses) {
        return new Accounts(
                budget.name(),
                budget.currency(),
                count,
                statuses.stream().map(Account::of).toList());
    }
}

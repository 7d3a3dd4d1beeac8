package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.http.BudgetRequests.Reset;
import dev.warren.costledger.budgets.http.BudgetResponses.Done;
import dev.warren.costledger.budgets.model.AuditEntry;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.costledger.http.CallerName;
import dev.warren.http.JsonBody;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/budgets/{name}/resets}: a period begins anew. */
@Path("/v1/budgets/{name}/resets")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
@RunOnVirtualThread
public class ResetsResource {

    private static final String EXAMPLE = """
            {"account":{"user":"u-42"},"who":"ada","why":"a load test was counted"}""";

    private final Budgets budgets;
    private final BudgetAdjustments budgetAdjustments;

    ResetsResource(Budgets budgets, BudgetAdjustments budgetAdjustments) {
        this.budgets = budgets;
        this.budgetAdjustments = budgetAdjustments;
    }

    /** Counts from nothing again. */
    @POST
    @Operation(
            summary = "Reset spend to zero for the rest of the period",
            description = "What is reserved for calls in flight stays reserved. The spend of the ledger stays.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Reset.class),
                            examples = @ExampleObject(name = "one user", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Done, by this request or by an earlier one with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = Done.class)))
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    @APIResponse(responseCode = "404", description = "No budget has this name")
    @APIResponse(responseCode = "409", description = "The Idempotency-Key was used for another reset")
    public Done reset(
            @PathParam("name") String name,
            @HeaderParam(CallerName.HEADER) String user,
            @HeaderParam(BudgetRequestReader.KEY) String key,
            InputStream body)
            throws IOException {
        Reset order = JsonBody.read(body, Reset.class);
        Budget budget = budgets.find(name).orElseThrow(() -> BudgetProblems.unknown(name));
        BudgetRequestReader reader = new BudgetRequestReader();
        BudgetScope account = reader.account("account", order.account(), budget);
        ChangeAuthor changeAuthor = reader.change(order, user, key, "reset " + name);
        reader.refuse();
        AuditEntry done = budgetAdjustments.reset(name, account, changeAuthor);
        BudgetProblems.refuseUnless(Objects.equals(account, done.account()));
        return Done.of(done);
    }
}

package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.http.BudgetRequests.Transfer;
import dev.warren.costledger.budgets.http.BudgetResponses.Done;
import dev.warren.costledger.budgets.http.BudgetResponses.Transferred;
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
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/budgets/{name}/transfers}: one budget has less and another more. */
@Path("/v1/budgets/{name}/transfers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
@RunOnVirtualThread
public class TransfersResource {

    private static final String EXAMPLE = """
            {"to":"team-apac","amount":"10","who":"ada","why":"quarter end"}""";

    private final Budgets budgets;
    private final BudgetAdjustments budgetAdjustments;

    TransfersResource(Budgets budgets, BudgetAdjustments budgetAdjustments) {
        this.budgets = budgets;
        this.budgetAdjustments = budgetAdjustments;
    }

    /** Moves a part of what is left. */
    @POST
    @Operation(
            summary = "Move a part of the limit to another budget",
            description =
                    "Of the same currency: this budget's limit is lowered for its current period, the other's is raised for its own. Both"
                            + " audits record it.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Transfer.class),
                            examples = @ExampleObject(name = "team to team", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Done, by this request or by an earlier one with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = Transferred.class)))
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    @APIResponse(responseCode = "404", description = "No budget has this name")
    @APIResponse(
            responseCode = "409",
            description =
                    "The currencies differ, not enough is left, or the Idempotency-Key was used for another transfer")
    public Transferred transfer(
            @PathParam("name") String name,
            @HeaderParam(CallerName.HEADER) String user,
            @HeaderParam(BudgetRequestReader.KEY) String key,
            InputStream body)
            throws IOException {
        Transfer order = JsonBody.read(body, Transfer.class);
        Budget from = budgets.find(name).orElseThrow(() -> BudgetProblems.unknown(name));
        BudgetRequestReader reader = new BudgetRequestReader();
        Optional<Budget> to = reader.budget("to", order.to(), budgets::find);
        BigDecimal amount = reader.amount(order.amount());
        BudgetScope fromAccount = reader.account("account", order.account(), from);
        BudgetScope toAccount = to.map(taking -> reader.account("toAccount", order.toAccount(), taking))
                .orElse(null);
        ChangeAuthor changeAuthor = reader.change(order, user, key, "transfer " + name);
        reader.refuse();
        List<AuditEntry> done =
                budgetAdjustments.transfer(name, fromAccount, order.to(), toAccount, amount, changeAuthor);
        AuditEntry taken = done.getLast();
        BudgetProblems.refuseUnless(taken.budget().equals(order.to()) && amount.compareTo(taken.amount()) == 0);
        return new Transferred(done.stream().map(Done::of).toList());
    }
}

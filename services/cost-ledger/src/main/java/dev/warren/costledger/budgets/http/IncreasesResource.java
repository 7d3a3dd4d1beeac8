package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.admin.BudgetAdjustments;
import dev.warren.costledger.budgets.admin.Budgets;
import dev.warren.costledger.budgets.http.BudgetRequests.Increase;
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
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /v1/budgets/{name}/increases}: more for a while. */
@Path("/v1/budgets/{name}/increases")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "budgets")
@RunOnVirtualThread
public class IncreasesResource {

    private static final String EXAMPLE = """
            {"amount":"2.50","until":"2026-11-21T18:00:00Z","account":{"user":"u-42"},"who":"ada","why":"launch day"}""";

    private final Budgets budgets;
    private final BudgetAdjustments budgetAdjustments;
    private final Clock clock;

    IncreasesResource(Budgets budgets, BudgetAdjustments budgetAdjustments, Clock clock) {
        this.budgets = budgets;
        this.budgetAdjustments = budgetAdjustments;
        this.clock = clock;
    }

    /** Raises the limit for a time. */
    @POST
    @Operation(
            summary = "Raise a limit temporarily",
            description = "Waiting events are released as far as the budget allows. The definition does not change.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = Increase.class),
                            examples = @ExampleObject(name = "one user", value = EXAMPLE)))
    @APIResponse(
            responseCode = "200",
            description = "Done, by this request or by an earlier one with the same Idempotency-Key",
            content = @Content(schema = @Schema(implementation = Done.class)))
    @APIResponse(responseCode = "400", description = "The request is invalid; every fault names its field")
    @APIResponse(responseCode = "404", description = "No budget has this name")
    @APIResponse(responseCode = "409", description = "The Idempotency-Key was used for another increase")
    public Done increase(
            @PathParam("name") String name,
            @HeaderParam(CallerName.HEADER) String user,
            @HeaderParam(BudgetRequestReader.KEY) String key,
            InputStream body)
            throws IOException {
        Increase order = JsonBody.read(body, Increase.class);
        Budget budget = budgets.find(name).orElseThrow(() -> BudgetProblems.unknown(name));
        BudgetRequestReader reader = new BudgetRequestReader();
        BigDecimal amount = reader.amount(order.amount());
        Instant until = reader.until(order.until(), clock.instant());
        BudgetScope account = reader.account("account", order.account(), budget);
        ChangeAuthor changeAuthor = reader.change(order, user, key, "increase " + name);
        reader.refuse();
        AuditEntry done = budgetAdjustments.increase(name, account, amount, until, changeAuthor);
        BudgetProblems.refuseUnless(amount.compareTo(done.amount()) == 0 && Objects.equals(account, done.account()));
        return Done.of(done);
    }
}

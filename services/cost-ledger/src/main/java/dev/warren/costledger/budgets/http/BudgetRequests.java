package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.definition.Dimensions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of requests that do something about a budget, before anyone has looked at them. */
final class BudgetRequests {

    private static final String WHO = "The author, unless X-Warren-User names one";
    private static final String WHY = "The reason, for the audit";
    private static final String ACCOUNT = "The account, where the budget has one per value";

    private BudgetRequests() {}

    /** An order that says who and why. */
    interface Reasoned {

        String who();

        String why();
    }

    /** A budget is to have more for a time. */
    @RegisterForReflection
    @Schema(name = "BudgetIncrease")
    record Increase(
            @Schema(description = "In the budget's currency", examples = "2.50", required = true)
            String amount,

            @Schema(
                    description = "When it ends; at the end of the period unless given",
                    examples = "2026-11-21T18:00:00Z",
                    implementation = OffsetDateTime.class)
            String until,

            @Schema(description = ACCOUNT + "; all accounts unless given")
            Dimensions account,

            @Schema(description = WHO, examples = "ada") String who,

            @Schema(description = WHY, examples = "launch day", required = true)
            String why)
            implements Reasoned {}

    /** A budget is to count from nothing again. */
    @RegisterForReflection
    @Schema(name = "BudgetReset")
    record Reset(
            @Schema(description = ACCOUNT + "; all accounts unless given")
            Dimensions account,

            @Schema(description = WHO, examples = "ada") String who,

            @Schema(description = WHY, examples = "a load test was counted", required = true)
            String why)
            implements Reasoned {}

    /** A part of what is left is to be another budget's. */
    @RegisterForReflection
    @Schema(name = "BudgetTransfer")
    record Transfer(
            @Schema(description = "The budget that receives it", examples = "team-apac", required = true)
            String to,

            @Schema(description = ACCOUNT) Dimensions toAccount,

            @Schema(description = "In the budgets' common currency", examples = "10", required = true)
            String amount,

            @Schema(description = ACCOUNT) Dimensions account,
            @Schema(description = WHO, examples = "ada") String who,

            @Schema(description = WHY, examples = "quarter end", required = true)
            String why)
            implements Reasoned {}
}

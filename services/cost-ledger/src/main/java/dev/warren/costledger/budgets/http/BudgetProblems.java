package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.model.BudgetRefusedException;
import dev.warren.http.problem.Fault;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.List;

/** Why a request about budgets was not carried out, as problem documents (RFC 9457). */
final class BudgetProblems {

    private BudgetProblems() {}

    static HttpProblem unknown(String name) {
        return ProblemType.UNKNOWN_BUDGET.problem("No budget is named '%s'.".formatted(name));
    }

    static HttpProblem noCondition() {
        return ProblemType.VERSION_REQUIRED.problem(
                "Name the version: If-Match with the ETag of an existing budget, or If-None-Match: * for a new one.");
    }

    static HttpProblem outdated(String name, long version) {
        return ProblemType.VERSION_CHANGED.problem(
                "Budget '%s' is at version %d: read it again.".formatted(name, version));
    }

    static HttpProblem taken(String name) {
        return ProblemType.BUDGET_EXISTS.problem("Budget '%s' already exists.".formatted(name));
    }

    static HttpProblem ofTheFile(String name) {
        return ProblemType.BUDGET_IN_FILE.problem(
                "Budget '%s' is defined in the budgets file: change it there. Increases and resets are possible here."
                        .formatted(name));
    }

    /** Refuses what was not done, because an earlier request with the same key had done something else. */
    static void refuseUnless(boolean isWhatWasAsked) {
        if (!isWhatWasAsked) {
            throw ProblemType.IDEMPOTENCY_KEY_REUSED.problem(
                    "The Idempotency-Key was already used for a different request: use a new one.");
        }
    }

    static HttpProblem of(BudgetRefusedException refused) {
        String detail = refused.getMessage();
        return switch (refused.reason()) {
            case UNKNOWN -> ProblemType.UNKNOWN_BUDGET.problem(detail);
            case EXISTS -> ProblemType.BUDGET_EXISTS.problem(detail);
            case OUTDATED -> ProblemType.VERSION_CHANGED.problem(detail);
            case NO_ACCOUNT ->
                ProblemType.INVALID_REQUEST.problem(detail, List.of(new Fault("account", FaultCode.NOT_FOUND, detail)));
            case MISMATCH -> ProblemType.INCOMPATIBLE_BUDGETS.problem(detail);
            case NOT_ENOUGH -> ProblemType.BUDGET_TOO_SMALL.problem(detail);
        };
    }
}

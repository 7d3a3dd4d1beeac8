package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.model.BudgetRefusedException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;

/** Why a request about budgets was not carried out, as problem documents (RFC 9457). */
final class BudgetProblems {

    private static final String NO_BUDGET = "Unknown budget";

    private BudgetProblems() {}

    static HttpProblem unknown(String name) {
        return problem(Status.NOT_FOUND, NO_BUDGET, "No budget is named '%s'.".formatted(name));
    }

    static HttpProblem noCondition() {
        return problem(
                Status.PRECONDITION_REQUIRED,
                "No condition",
                "Name the version: If-Match with the ETag of an existing budget, or If-None-Match: * for a new one.");
    }

    static HttpProblem outdated(String name, long version) {
        return problem(
                Status.PRECONDITION_FAILED,
                "Changed meanwhile",
                "Budget '%s' is at version %d: read it again.".formatted(name, version));
    }

    static HttpProblem taken(String name) {
        return problem(Status.PRECONDITION_FAILED, "The name is taken", "Budget '%s' already exists.".formatted(name));
    }

    static HttpProblem ofTheFile(String name) {
        return problem(
                Status.CONFLICT,
                "Changed in its file",
                "Budget '%s' is defined in the budgets file: change it there. Increases and resets are possible here."
                        .formatted(name));
    }

    /** Refuses what was not done, because an earlier request with the same key had done something else. */
    static void refuseUnless(boolean isWhatWasAsked) {
        if (!isWhatWasAsked) {
            throw problem(
                    Status.CONFLICT,
                    "The key is used",
                    "The Idempotency-Key was already used for a different request: use a new one.");
        }
    }

    static HttpProblem of(BudgetRefusedException refused) {
        String message = refused.getMessage();
        return switch (refused.reason()) {
            case UNKNOWN -> problem(Status.NOT_FOUND, NO_BUDGET, message);
            case EXISTS -> problem(Status.PRECONDITION_FAILED, "The name is taken", message);
            case OUTDATED -> problem(Status.PRECONDITION_FAILED, "Changed meanwhile", message);
            case NO_ACCOUNT ->
                new HttpValidationProblem(
                        Status.BAD_REQUEST.getStatusCode(),
                        "The request is invalid",
                        List.of(Violation.In.body.field("account").message(message)));
            case MISMATCH -> problem(Status.CONFLICT, "The budgets cannot be combined", message);
            case NOT_ENOUGH -> problem(Status.CONFLICT, "The budget does not have that much left", message);
        };
    }

    private static HttpProblem problem(Status status, String title, String detail) {
        return HttpProblem.builder()
                .withStatus(status.getStatusCode())
                .withTitle(title)
                .withDetail(detail)
                .build();
    }
}

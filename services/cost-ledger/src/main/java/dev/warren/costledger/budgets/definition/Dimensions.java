package dev.warren.costledger.budgets.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.warren.contracts.event.LedgerNameRules;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.FaultCollector;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A scope or an account in JSON and YAML, in the words of {@code GET /v1/spend}. What is null is left out.
 *
 * @param user the user that an event names
 * @param team the team that an event names
 * @param feature the feature that a call is for
 * @param provider the provider's name in the chain
 * @param model the model that is asked
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(
        name = "BudgetDimensions",
        description = "An absent dimension covers all values together; `*` covers each value separately",
        examples = "{\"user\": \"*\", \"feature\": \"ticket-triage\"}")
public record Dimensions(String user, String team, String feature, String provider, String model) {

    /** No dimension: everything, together. */
    public static final Dimensions NONE = new Dimensions(null, null, null, null, null);

    /** As the ledger says it. */
    public static Dimensions of(BudgetScope scope) {
        return new Dimensions(scope.userid(), scope.team(), scope.feature(), scope.provider(), scope.model());
    }

    /** As the ledger reads it. */
    public BudgetScope toScope() {
        return new BudgetScope(user, team, feature, provider, model);
    }

    /** The account of a budget that these are the values of: what the budget names itself need not be said again. */
    public BudgetScope toAccount(BudgetScope budget) {
        return new BudgetScope(
                orElse(user, budget.userid()),
                orElse(team, budget.team()),
                orElse(feature, budget.feature()),
                orElse(provider, budget.provider()),
                orElse(model, budget.model()));
    }

    /** Notes what is wrong with the values, by the name of the field that they stand in. */
    public void check(String field, FaultCollector faults) {
        check(field + ".user", user, faults);
        check(field + ".team", team, faults);
        check(field + ".feature", feature, faults);
        check(field + ".provider", provider, faults);
        check(field + ".model", model, faults);
    }

    private static void check(String field, String value, FaultCollector faults) {
        if (value == null) {
            return;
        }
        Optional<String> wrong = LedgerNameRules.fault(value);
        if (wrong.isPresent()) {
            faults.add(field, FaultCode.INVALID, wrong.get());
        } else if (value.contains(BudgetScope.EACH) && !value.equals(BudgetScope.EACH)) {
            faults.add(field, FaultCode.INVALID, "must be * alone, or have none");
        }
    }

    private static String orElse(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}

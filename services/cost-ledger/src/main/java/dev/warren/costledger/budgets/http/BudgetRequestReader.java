package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.definition.BudgetDefinitionRules;
import dev.warren.costledger.budgets.definition.Dimensions;
import dev.warren.costledger.budgets.definition.MoneyFormat;
import dev.warren.costledger.budgets.http.BudgetRequests.Reasoned;
import dev.warren.costledger.budgets.model.Budget;
import dev.warren.costledger.budgets.model.BudgetScope;
import dev.warren.costledger.budgets.model.ChangeAuthor;
import dev.warren.http.ParameterFaults;
import dev.warren.http.problem.FaultCode;
import dev.warren.http.problem.ProblemType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Takes an order about a budget apart, and says all of its faults at once. Not thread-safe. */
final class BudgetRequestReader {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Header: makes a request happen once. */
    static final String KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;

    private final ParameterFaults faults = new ParameterFaults(ProblemType.INVALID_REQUEST);
    private final BudgetDefinitionRules rules = new BudgetDefinitionRules(faults);

    /**
     * Who and why.
     *
     * @param user the header that says who; null where the order does
     * @param key the header that makes it happen once; null for none
     * @param of what the key counts for, so that one key may stand in requests of several kinds
     */
    ChangeAuthor change(Reasoned order, String user, String key, String of) {
        String who = rules.who(user == null ? order.who() : user);
        String why = rules.why(order.why());
        faults.text(KEY, key, LONGEST_KEY);
        return new ChangeAuthor(who, why, key == null ? null : of + ": " + key);
    }

    BigDecimal amount(String text) {
        faults.require("amount", text);
        return faults.read("amount", text, MoneyFormat::of).orElse(null);
    }

    Instant until(String text, Instant now) {
        Instant until = faults.read("until", text, BudgetRequestReader::moment).orElse(null);
        if (until != null && !until.isAfter(now)) {
            faults.add("until", FaultCode.OUT_OF_RANGE, "must be in the future");
        }
        return until;
    }

    /** The account of a budget; null for all of them. */
    BudgetScope account(String field, Dimensions given, Budget budget) {
        if (given == null) {
            return null;
        }
        given.check(field, faults);
        BudgetScope account = given.toAccount(budget.scope());
        if (!budget.scope().has(account)) {
            faults.add(
                    field,
                    FaultCode.NOT_FOUND,
                    "must be an account of the budget, which covers: " + phrase(budget.scope()));
        }
        return account;
    }

    /** Another budget that the order names. */
    Optional<Budget> budget(String field, String name, Function<String, Optional<Budget>> known) {
        Optional<Budget> budget = Optional.ofNullable(name).flatMap(known);
        faults.require(field, name);
        if (name != null && budget.isEmpty()) {
            faults.add(field, FaultCode.NOT_FOUND, "must be a budget");
        }
        return budget;
    }

    void refuse() {
        faults.refuse();
    }

    private static Instant moment(String text) {
        try {
            if (DATE.matcher(text).lookingAt()) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            // said below, as for what does not even begin like a date
        }
        throw new IllegalArgumentException("must be an RFC 3339 time such as 2026-11-21T18:00:00Z");
    }

    private static String phrase(BudgetScope scope) {
        return scope.equals(BudgetScope.ALL) ? "everything" : scope.toString();
    }
}

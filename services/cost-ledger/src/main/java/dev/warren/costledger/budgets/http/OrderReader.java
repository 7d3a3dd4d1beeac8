package dev.warren.costledger.budgets.http;

import dev.warren.costledger.budgets.Budget;
import dev.warren.costledger.budgets.Change;
import dev.warren.costledger.budgets.Scope;
import dev.warren.costledger.budgets.definition.Dimensions;
import dev.warren.costledger.budgets.definition.Money;
import dev.warren.costledger.budgets.definition.Rules;
import dev.warren.costledger.budgets.http.Orders.Reasoned;
import dev.warren.messaging.http.Faults;
import io.quarkiverse.resteasy.problem.validation.Violation;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Takes an order about a budget apart, and says all of its faults at once. Not thread-safe. */
final class OrderReader {

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /** Header: makes a request happen once. */
    static final String KEY = "Idempotency-Key";

    private static final int LONGEST_KEY = 200;
    private static final String NOT_THERE = "is missing";

    private final Faults faults = new Faults(Violation.In.body);
    private final Rules rules = new Rules(faults::add);

    /**
     * Who and why.
     *
     * @param user the header that says who; null where the order does
     * @param key the header that makes it happen once; null for none
     * @param of what the key counts for, so that one key may stand in requests of several kinds
     */
    Change change(Reasoned order, String user, String key, String of) {
        String who = rules.who(user == null ? order.who() : user);
        String why = rules.why(order.why());
        faults.text(KEY, key, LONGEST_KEY);
        return new Change(who, why, key == null ? null : of + ": " + key);
    }

    BigDecimal amount(String text) {
        if (text == null) {
            faults.add("amount", NOT_THERE);
        }
        return faults.read("amount", text, Money::of).orElse(null);
    }

    Instant until(String text, Instant now) {
        Instant until = faults.read("until", text, OrderReader::moment).orElse(null);
        if (until != null && !until.isAfter(now)) {
            faults.add("until", "must be in the future");
        }
        return until;
    }

    /** The account of a budget; null for all of them. */
    Scope account(String field, Dimensions given, Budget budget) {
        if (given == null) {
            return null;
        }
        given.check(field, faults::add);
        Scope account = given.toAccount(budget.scope());
        if (!budget.scope().has(account)) {
            faults.add(field, "must be an account of the budget, which covers: " + phrase(budget.scope()));
        }
        return account;
    }

    /** Another budget that the order names. */
    Optional<Budget> budget(String field, String name, Function<String, Optional<Budget>> known) {
        Optional<Budget> budget = Optional.ofNullable(name).flatMap(known);
        if (budget.isEmpty()) {
            faults.add(field, name == null ? NOT_THERE : "must be a budget");
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

    private static String phrase(Scope scope) {
        return scope.equals(Scope.ALL) ? "everything" : scope.toString();
    }
}

package dev.warren.aiconsumer.holds;

import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetRules.Rule;
import dev.warren.contracts.v1.BudgetRules.Scope;
import dev.warren.modelchain.budget.PlannedCall;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The hard budgets at one time. An account, which is a budget or one value's part of it, is named by a text: the
 * budget's name and the values that it covers, as in {@code daily userid=u-42}. Immutable.
 *
 * @param version grows with every change
 * @param hard the scopes of all budgets
 * @param exhausted the accounts that are spent, each with the smallest upper bound of a call for which there is no
 *     room; 0 where there is none for any
 */
record HardBudgetRules(long version, List<Rule> hard, Map<String, BigDecimal> exhausted) {

    /** No budget limits anything. */
    static final HardBudgetRules NONE = new HardBudgetRules(-1, List.of(), Map.of());

    private static final String EACH = "*";

    static HardBudgetRules of(BudgetRules rules) {
        Map<String, BigDecimal> exhausted = rules.exhausted().stream()
                .collect(Collectors.toUnmodifiableMap(
                        spent -> account(spent.budget(), spent.scope()),
                        spent -> spent.refused() == null ? BigDecimal.ZERO : spent.refused(),
                        BigDecimal::min));
        return new HardBudgetRules(rules.version(), rules.hard(), exhausted);
    }

    /** Whether any budget limits the call. */
    boolean limit(PlannedCall plannedCall) {
        return hard.stream().anyMatch(rule -> covers(rule.scope(), plannedCall));
    }

    /** The account of a budget that a call belongs to; the budget's name alone where its scope is not known. */
    String account(String budget, PlannedCall plannedCall) {
        return hard.stream()
                .filter(rule -> rule.budget().equals(budget))
                .findFirst()
                .map(rule -> account(budget, of(rule.scope(), plannedCall)))
                .orElse(budget);
    }

    /** Whether there may be room for everything that is waited for. */
    boolean allow(Collection<AwaitedBudget> awaited) {
        return awaited.stream().allMatch(this::allow);
    }

    /** Whether there may be room: the account is not spent, or for larger calls alone. */
    private boolean allow(AwaitedBudget awaited) {
        BigDecimal refused = exhausted.get(awaited.account());
        return refused == null || (awaited.bound() != null && awaited.bound().compareTo(refused) < 0);
    }

    /** Whether something may have room that had none when accounts were spent like that. */
    boolean allowMoreThan(Map<String, BigDecimal> before) {
        return before.entrySet().stream().anyMatch(spent -> {
            BigDecimal refused = exhausted.get(spent.getKey());
            return refused == null || refused.compareTo(spent.getValue()) > 0;
        });
    }

    private static String account(String budget, Scope scope) {
        return budget
                + part("userid", scope.userid())
                + part("team", scope.team())
                + part("feature", scope.feature())
                + part("provider", scope.provider())
                + part("model", scope.model());
    }

    private static String part(String dimension, String value) {
        return value == null ? "" : " " + dimension + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static boolean covers(Scope scope, PlannedCall plannedCall) {
        return covers(scope.userid(), plannedCall.attribution().who().userId())
                && covers(scope.team(), plannedCall.attribution().who().team())
                && covers(scope.feature(), plannedCall.feature().name())
                && covers(scope.provider(), plannedCall.onLedger())
                && covers(scope.model(), plannedCall.model());
    }

    private static boolean covers(String written, String value) {
        return written == null || written.equals(value) || (written.equals(EACH) && value != null);
    }

    private static Scope of(Scope scope, PlannedCall plannedCall) {
        return new Scope(
                filled(scope.userid(), plannedCall.attribution().who().userId()),
                filled(scope.team(), plannedCall.attribution().who().team()),
                filled(scope.feature(), plannedCall.feature().name()),
                filled(scope.provider(), plannedCall.onLedger()),
                filled(scope.model(), plannedCall.model()));
    }

    private static String filled(String written, String value) {
        return EACH.equals(written) ? value : written;
    }
}

package dev.warren.contracts;

import dev.warren.contracts.v1.Alert;
import dev.warren.contracts.v1.BudgetState;
import dev.warren.contracts.v1.Outcome;

/**
 * The names of the broker's exchanges and how their routing keys are made. The broker's {@code definitions.json}
 * declares them; these constants only repeat the names, and a test holds the two together.
 */
public final class Topology {

    /** Where any producer writes; the routing key is free. */
    public static final String INBOX = "inbox";

    /** Accepted business events; the routing key is the CloudEvents {@code type}. */
    public static final String EVENTS = "events";

    /** Outcomes; the routing key is {@code <feature>.<outcome>}, and {@code .<replay>} where made in a replay. */
    public static final String RESULTS = "results";

    /** One message per model call and per reused answer; the routing key is the feature. */
    public static final String USAGE = "usage";

    /** Budget states; the routing key is {@code <scope>.<state>}. */
    public static final String BUDGETS = "budgets";

    /** Requests for holds and their release; the routing key is the feature. Answers go where the request says. */
    public static final String HOLDS = "holds";

    /** The routing key of {@link dev.warren.contracts.v1.BudgetRules} in {@link #BUDGETS}. */
    public static final String RULES_KEY = "rules.changed";

    /** The stream that keeps the latest {@link dev.warren.contracts.v1.BudgetRules}. */
    public static final String BUDGET_RULES = "budgets.rules";

    /** Things a person should see; the routing key is {@code <severity>.<kind>}. */
    public static final String ALERTS = "alerts";

    /** What could not be processed, with the reason in headers; the routing key is the service. */
    public static final String DEAD_LETTERS = "dead-letters";

    /** The alternate exchange of all of the above. */
    public static final String UNROUTABLE = "unroutable";

    private Topology() {}

    /** The routing key of a result. */
    public static String resultKey(String feature, Outcome outcome) {
        return feature + "." + outcome.value();
    }

    /** The routing key of a result of a replay; of a live one where the name is null or empty. */
    public static String resultKey(String feature, Outcome outcome, String replay) {
        String live = resultKey(feature, outcome);
        return replay == null || replay.isEmpty() ? live : live + "." + replay;
    }

    /** The routing key of a budget state. */
    public static String budgetKey(String scope, BudgetState.State state) {
        return scope + "." + state.value();
    }

    /** The routing key of an alert. */
    public static String alertKey(Alert.Severity severity, String kind) {
        return severity.value() + "." + kind;
    }
}

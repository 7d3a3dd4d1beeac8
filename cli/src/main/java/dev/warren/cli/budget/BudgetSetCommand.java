package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code budget set}: creates or changes a budget. */
@Command(
        name = "set",
        description = "Creates or changes a budget; options that are not given keep their value.",
        footer = "'*' stands for each value separately: --user '*' gives every user the limit.")
final class BudgetSetCommand implements Callable<Integer> {

    private static final String KIND = "kind";
    private static final String SCOPE = "scope";

    /** What the ledger adds to a budget when it shows one. */
    private static final List<String> ADDED = List.of("name", "origin", "version", "accounts", "fullest");

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Option(
            names = "--hard",
            negatable = true,
            description = "Hard: events wait once the budget is exhausted. Default: soft.")
    private Boolean hard;

    @Option(names = "--limit", paramLabel = "AMOUNT", description = "The amount that may be spent in a period.")
    private BigDecimal limit;

    @Option(names = "--currency", paramLabel = "CODE", description = "ISO 4217; by default USD.")
    private String currency;

    @Option(
            names = "--period",
            paramLabel = "PERIOD",
            description = "hour, day, week, month, rolling or total; by default month.")
    private String period;

    @Option(
            names = "--length",
            paramLabel = "LENGTH",
            description = "Length of a rolling period, for example 24h or 7d.")
    private String length;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone of days and longer periods, for example Europe/Berlin.")
    private String zone;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            split = ",",
            description = "Percentages of the limit that raise an alert, for example 50,80,100.")
    private List<Integer> thresholds;

    @Option(names = "--user", paramLabel = "USER", description = "Only calls for this user, or '*' for each.")
    private String user;

    @Option(names = "--team", paramLabel = "TEAM", description = "Only calls for this team, or '*' for each.")
    private String team;

    @Option(names = "--feature", paramLabel = "NAME", description = "Only calls of this feature, or '*' for each.")
    private String feature;

    @Option(names = "--provider", paramLabel = "NAME", description = "Only calls to this provider, or '*' for each.")
    private String provider;

    @Option(names = "--model", paramLabel = "NAME", description = "Only calls to this model, or '*' for each.")
    private String model;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private JsonOption json;

    BudgetSetCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        BudgetsClient budgets = new BudgetsClient(commandContext.suite());
        Optional<JsonNode> before = budgets.find(name);
        ObjectNode wanted = before.map(BudgetSetCommand::withoutAdditions).orElseGet(BudgetSetCommand::unsaid);
        apply(wanted);
        JsonNode after = before.map(
                        known -> budgets.replace(name, known.path("version").asLong(), wanted))
                .orElseGet(() -> budgets.create(name, wanted));
        if (json.wanted()) {
            commandContext.screen().json(after);
        } else {
            commandContext.screen().line(sentence(ServiceJson.read(after, BudgetInfo.class)));
        }
        return ExitCode.DONE;
    }

    private static ObjectNode withoutAdditions(JsonNode budget) {
        ObjectNode copy = budget.deepCopy();
        return copy.remove(ADDED);
    }

    private static ObjectNode unsaid() {
        return ServiceJson.MAPPER
                .createObjectNode()
                .put(KIND, "soft")
                .put("currency", "USD")
                .put("period", "month");
    }

    private void apply(ObjectNode budget) {
        if (hard != null) {
            budget.put(KIND, hard ? "hard" : "soft");
        }
        if (limit != null) {
            budget.put("limit", limit.toPlainString());
        }
        put(budget, "currency", currency);
        put(budget, "period", period);
        put(budget, "length", length);
        put(budget, "zone", zone);
        if (thresholds != null) {
            budget.set("thresholds", ServiceJson.MAPPER.valueToTree(thresholds));
        }
        if (period != null) {
            forget(budget, "length", length);
            forget(budget, "zone", zone);
        }
        scope(budget);
        reason.putInto(budget);
    }

    private void scope(ObjectNode budget) {
        ObjectNode scope = budget.withObject("/" + SCOPE);
        put(scope, "user", user);
        put(scope, "team", team);
        put(scope, "feature", feature);
        put(scope, "provider", provider);
        put(scope, "model", model);
    }

    /** What belongs to the former period is not the new one's. */
    private static void forget(ObjectNode budget, String field, String said) {
        if (said == null) {
            budget.remove(field);
        }
    }

    private static void put(ObjectNode node, String field, String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    private static String sentence(BudgetInfo budget) {
        return "%s: %s, %s per %s for %s, version %d"
                .formatted(
                        budget.name(),
                        budget.kind(),
                        budget.money(budget.limit()),
                        budget.phrase(),
                        budget.scope().phrase(),
                        budget.version());
    }
}

package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Where budgets with one account stand, as a table for a terminal. */
final class BudgetConsoleTable {

    private static final String ROW = "  %-14s %-5s %-34s %12s %10s %10s  %s%n";

    private BudgetConsoleTable() {}

    static String of(List<JsonNode> budgets) {
        StringBuilder table = new StringBuilder();
        table.append(ROW.formatted("BUDGET", "KIND", "FOR", "LIMIT", "SPENT", "LEFT", "STATE"));
        for (JsonNode budget : budgets) {
            JsonNode account = budget.path("fullest");
            table.append(ROW.formatted(
                    budget.get("name").asText(),
                    budget.get("kind").asText(),
                    scope(budget.get("scope")),
                    account.path("limit").asText() + " "
                            + budget.get("currency").asText(),
                    account.path("spent").asText(),
                    account.path("left").asText(),
                    account.path("state").asText()));
        }
        return table.toString();
    }

    private static String scope(JsonNode scope) {
        List<String> parts = new ArrayList<>();
        scope.properties().stream()
                .filter(part -> !part.getValue().isNull())
                .forEach(part -> parts.add(part.getKey() + " " + part.getValue().asText()));
        return String.join(", ", parts);
    }
}

package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The ledger's answer to {@code by=user,feature}, as a table for a terminal. */
final class SpendTable {

    private static final String ROW = "  %-14s %-17s %6s %10s %10s %16s%n";

    private SpendTable() {}

    static String of(JsonNode spend) {
        StringBuilder table = new StringBuilder();
        table.append(ROW.formatted("USER", "FEATURE", "CALLS", "TOKENS IN", "OUT", "AMOUNT"));
        for (JsonNode group : spend.get("groups")) {
            table.append(row(group.path("user").asText(), group.path("feature").asText(), group));
        }
        for (JsonNode total : spend.get("total")) {
            table.append(row("all", "", total));
        }
        return table.toString();
    }

    private static String row(String user, String feature, JsonNode sums) {
        return ROW.formatted(
                user,
                feature,
                sums.path("calls").asText(),
                sums.path("inputTokens").asText(),
                sums.path("outputTokens").asText(),
                amount(sums));
    }

    private static String amount(JsonNode sums) {
        List<String> parts = new ArrayList<>();
        if (!sums.path("amount").isMissingNode() && !sums.path("amount").isNull()) {
            parts.add(sums.get("amount").asText() + " " + sums.path("currency").asText());
        }
        if (sums.path("unpricedCalls").asLong() > 0) {
            parts.add(sums.get("unpricedCalls").asText() + " unpriced");
        }
        return String.join(", ", parts);
    }
}

package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The ledger's answer to a question for spend, as a table for a terminal. */
final class SpendTable {

    private SpendTable() {}

    /**
     * The table, the dearest first.
     *
     * @param by what the answer is grouped by
     */
    static String of(JsonNode spend, String... by) {
        StringBuilder table = new StringBuilder(row(
                Arrays.stream(by).map(word -> word.toUpperCase(Locale.ROOT)).toList(),
                "CALLS",
                "TOKENS IN",
                "OUT",
                "AMOUNT"));
        StreamSupport.stream(spend.get("groups").spliterator(), false)
                .sorted(Comparator.comparing(SpendTable::value).reversed())
                .forEach(group -> table.append(row(
                        Arrays.stream(by).map(key -> group.path(key).asText()).toList(), group)));
        for (JsonNode total : spend.get("total")) {
            List<String> all = new ArrayList<>(List.of("all"));
            Arrays.stream(by).skip(1).forEach(key -> all.add(""));
            table.append(row(all, total));
        }
        return table.toString();
    }

    private static String row(List<String> keys, JsonNode sums) {
        return row(
                keys,
                sums.path("calls").asText(),
                sums.path("inputTokens").asText(),
                sums.path("outputTokens").asText(),
                amount(sums));
    }

    private static String row(List<String> keys, String... sums) {
        return "  " + keys.stream().map("%-20s "::formatted).collect(Collectors.joining())
                + "%6s %10s %8s  %s%n".formatted((Object[]) sums);
    }

    private static BigDecimal value(JsonNode sums) {
        String amount = sums.path("amount").asText("");
        return amount.isEmpty() || amount.equals("null") ? BigDecimal.ZERO : new BigDecimal(amount);
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

package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The demo's second part with named providers: a cheap one is asked first, a good one where that is not sure, and a
 * spare one where the good one fails.
 */
final class ProvidersDemo {

    /** Whose place the stand-in takes. */
    static final List<String> NAMES = List.of("cheap", "good", "spare");

    private final Map<String, Integer> ways = new TreeMap<>();
    private final PrintStream out;

    ProvidersDemo(PrintStream out) {
        this.out = out;
    }

    /** Whether the suite has the feature, and the three providers: not one with settings of its own. */
    static boolean isOffered(SuiteHttp http, URI classifier) throws IOException, InterruptedException {
        JsonNode offered = http.json(classifier.resolve("/v1/features"));
        return offered.get("features").findValuesAsText("name").contains(BudgetDemo.FEATURE)
                && offered.get("providers").findValuesAsText("name").containsAll(NAMES);
    }

    /** Before anything is asked. */
    static void prepare(LedgerHttpClient ledgerHttpClient, Path samples) throws IOException, InterruptedException {
        BudgetDemo.removeBudgets(ledgerHttpClient);
        ledgerHttpClient.importPrices(samples.resolve("demo").resolve("prices.csv"));
    }

    void announce(int events, int port) {
        out.printf("""

                %d of the tickets are escalated now, to a chain of three providers: cheap; good, where cheap is less confident than
                0.8; spare, where good fails. All three are one stand-in of this demo (http://127.0.0.1:%d), not a language model,
                with the prices of samples/demo/prices.csv. The settings are in samples/demo/providers.yaml.

                """, events, port);
    }

    void announceFailure() {
        out.printf("%nProvider good is down from now on.%n%n");
    }

    /** Takes note of how an answer came about. */
    void add(JsonNode data) {
        if (data.has("provider")) {
            ways.merge(way(data), 1, Integer::sum);
        }
    }

    /** One line for each way to an answer. */
    String table() {
        StringBuilder table = new StringBuilder("  %-10s %-44s %6s%n".formatted("ANSWERED", "AFTER", "EVENTS"));
        ways.forEach((way, count) -> table.append("  %-55s %6d%n".formatted(way, count)));
        return table.toString();
    }

    private static String way(JsonNode data) {
        List<String> before = new ArrayList<>();
        data.path("earlier")
                .forEach(earlier -> before.add(earlier.path("provider").asText() + " not confident"));
        data.path("attempts").forEach(attempt -> {
            String failure = attempt.path("provider").asText() + " "
                    + attempt.path("outcome").asText();
            if (!failure.endsWith(" answered") && !before.contains(failure)) {
                before.add(failure);
            }
        });
        return "%-10s %s".formatted(data.path("provider").asText(), before.isEmpty() ? "-" : String.join(", ", before));
    }
}

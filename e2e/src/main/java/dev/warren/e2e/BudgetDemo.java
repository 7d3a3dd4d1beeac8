package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The demo's second part: events for which a model is asked that costs money, under a budget that warns and one that
 * holds.
 */
final class BudgetDemo {

    /** The feature that asks it. */
    static final String FEATURE = "ticket-urgency";

    private static final String EVENT = "ticket.escalated";
    private static final String WARNS = "demo-emea";
    private static final String HOLDS = "demo-urgency";
    private static final String RAISE = "0.35";
    private static final int EVENTS = 30;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LedgerHttpClient ledgerHttpClient;
    private final PrintStream out;

    BudgetDemo(LedgerHttpClient ledgerHttpClient, PrintStream out) {
        this.ledgerHttpClient = ledgerHttpClient;
        this.out = out;
    }

    /** Whether the suite has the feature, and asks the stand-in: not one with settings of its own. */
    static boolean isOffered(SuiteHttp http, URI classifier) throws IOException, InterruptedException {
        JsonNode offered = http.json(classifier.resolve("/v1/features"));
        return offered.get("features").findValuesAsText("name").contains(FEATURE)
                && offered.get("providers").findValuesAsText("model").contains(DemoModel.NAME);
    }

    /** Before anything is published, so that every consumer knows them in time. */
    void makeBudgets(Path samples) throws IOException, InterruptedException {
        ledgerHttpClient.importPrices(samples.resolve("demo").resolve("prices.csv"));
        ObjectNode warns = budget("soft", "0.18");
        warns.putObject("scope").put("team", "emea").put("feature", FEATURE);
        ledgerHttpClient.makeBudget(WARNS, warns);
        ObjectNode holds = budget("hard", "0.30");
        holds.putObject("scope").put("feature", FEATURE);
        ledgerHttpClient.makeBudget(HOLDS, holds);
    }

    /** What an earlier demo of the same state limited is not limited in another part. */
    static void removeBudgets(LedgerHttpClient ledgerHttpClient) throws IOException, InterruptedException {
        ledgerHttpClient.removeBudget(WARNS);
        ledgerHttpClient.removeBudget(HOLDS);
    }

    /** The events to publish. */
    static List<Sample> events(List<Sample> tickets) {
        return tickets.stream()
                .limit(EVENTS)
                .map(ticket -> ticket.as(EVENT, FEATURE))
                .toList();
    }

    void announce(int port) throws IOException, InterruptedException {
        out.printf("""

                %d of the tickets are escalated now: %s calls %s, which costs money. It is a stand-in of this demo
                (http://127.0.0.1:%d/v1), not a language model: it knows a few words, counts every byte as a token, and has the
                prices of samples/demo/prices.csv. Two budgets limit the spend.
                """, EVENTS, FEATURE, DemoModel.NAME, port);
        out.print(table());
        out.println();
    }

    /** Shows what comes until everything is answered or held, raises the budget, and shows the rest. */
    void play(ResultPrinter resultPrinter, Scoreboard board, DemoModel model, Duration limit)
            throws IOException, InterruptedException {
        resultPrinter.followUntilHeld(board, limit);
        out.printf(
                "%n%d answered, %d held: they wait in the broker, and no call was made for them. Calls to %s: %d.%n",
                EVENTS - board.waiting().size(), board.waiting().size(), DemoModel.NAME, model.calls());
        out.printf("%s is raised by %s USD (./warren budget raise %s %s --why ...)%n%n", HOLDS, RAISE, HOLDS, RAISE);
        ledgerHttpClient.raise(HOLDS, RAISE);
        resultPrinter.followToTheEnd(board, limit);
    }

    String table() throws IOException, InterruptedException {
        return BudgetConsoleTable.of(
                List.of(ledgerHttpClient.get("/v1/budgets/" + WARNS), ledgerHttpClient.get("/v1/budgets/" + HOLDS)));
    }

    private static ObjectNode budget(String kind, String limit) {
        return JSON.createObjectNode()
                .put("kind", kind)
                .put("currency", "USD")
                .put("limit", limit)
                .put("period", "total");
    }
}

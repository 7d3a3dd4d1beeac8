package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Session;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code budget list}: all of them, each with the account that most was spent on. */
@Command(name = "list", description = "Shows all budgets, each with the account that most was spent on.")
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most budgets; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode page = new Budgets(session.suite()).page(limit);
        if (json.wanted()) {
            session.screen().json(page);
            return Exit.DONE;
        }
        List<Budget> budgets = Json.readAll(page.path("budgets"), Budget.class);
        session.screen()
                .line(
                        budgets.isEmpty()
                                ? "No budgets."
                                : new Tables(session.clock().instant()).budgets(budgets));
        long more = page.path("count").asLong() - budgets.size();
        if (more > 0) {
            session.screen().line(more + " more; --limit shows more");
        }
        return Exit.DONE;
    }
}

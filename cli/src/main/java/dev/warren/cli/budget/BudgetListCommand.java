package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code budget list}: all of them, each with the account that most was spent on. */
@Command(name = "list", description = "Shows all budgets, each with the account with the highest spend.")
final class BudgetListCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "100",
            description = "The most budgets; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    BudgetListCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode page = new BudgetsClient(commandContext.suite()).page(limit);
        if (json.wanted()) {
            commandContext.screen().json(page);
            return ExitCode.DONE;
        }
        List<BudgetInfo> budgets = ServiceJson.readAll(page.path("budgets"), BudgetInfo.class);
        commandContext
                .screen()
                .line(
                        budgets.isEmpty()
                                ? "No budgets."
                                : new BudgetTables(commandContext.clock().instant()).budgets(budgets));
        long more = page.path("count").asLong() - budgets.size();
        if (more > 0) {
            commandContext.screen().line(more + " more; --limit shows more");
        }
        return ExitCode.DONE;
    }
}

package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code budget show}: one budget and its accounts. */
@Command(name = "show", description = "Shows a budget and its accounts, highest spend first.")
final class BudgetShowCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Mixin
    private AccountOption account;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "The most accounts; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    BudgetShowCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        BudgetsClient budgets = new BudgetsClient(commandContext.suite());
        JsonNode budget = budgets.get(name);
        JsonNode page = budgets.accounts(name, account.dimensions(), limit);
        if (json.wanted()) {
            ObjectNode document = budget.deepCopy();
            document.set("accounts", page.path("accounts"));
            commandContext.screen().json(document);
        } else {
            BudgetInfo shown = ServiceJson.read(budget, BudgetInfo.class);
            commandContext.screen().line(text(shown));
            commandContext.screen().line(accounts(shown, page));
        }
        return ExitCode.DONE;
    }

    private static String text(BudgetInfo budget) {
        return String.join(
                "\n",
                line("budget", budget.name()),
                line("kind", budget.kind()),
                line("for", budget.scope().phrase()),
                line("limit", budget.money(budget.limit())),
                line("period", budget.phrase()),
                line("thresholds", thresholds(budget)),
                line("origin", budget.origin()),
                line("version", String.valueOf(budget.version())),
                "");
    }

    private String accounts(BudgetInfo budget, JsonNode page) {
        List<AccountInfo> accounts = ServiceJson.readAll(page.path("accounts"), AccountInfo.class);
        if (accounts.isEmpty()) {
            return "No call has been counted yet.";
        }
        long more = page.path("count").asLong() - accounts.size();
        return new BudgetTables(commandContext.clock().instant()).accounts(budget, accounts)
                + (more > 0 ? "\n" + more + " more; --limit shows more" : "");
    }

    private static String thresholds(BudgetInfo budget) {
        return budget.thresholds().stream().map(percent -> percent + " %").collect(Collectors.joining(", "));
    }

    private static String line(String title, String value) {
        return "%-10s  %s".formatted(title.toLowerCase(Locale.ROOT), value).stripTrailing();
    }
}

package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.text.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code budget audit}: what was done to a budget, by whom and why. */
@Command(name = "audit", description = "Shows the changes of a budget, by whom and why, latest first.")
final class BudgetAuditCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The budget; it may have been removed.")
    private String name;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "The most entries; default: ${DEFAULT-VALUE}.")
    private int limit;

    @Mixin
    private JsonOption json;

    BudgetAuditCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode audit = new BudgetsClient(commandContext.suite()).audit(name, limit);
        if (json.wanted()) {
            commandContext.screen().json(audit);
        } else {
            commandContext.screen().line(table(ServiceJson.readAll(audit.path("entries"), Entry.class)));
        }
        return ExitCode.DONE;
    }

    private static String table(List<Entry> entries) {
        Table table = new Table()
                .left("AT")
                .left("WHAT")
                .left("ACCOUNT")
                .right("AMOUNT")
                .left("UNTIL")
                .left("BY")
                .left("WHY")
                .left("DETAIL");
        entries.forEach(entry -> table.row(
                entry.at().truncatedTo(ChronoUnit.SECONDS),
                entry.action(),
                entry.account() == null ? null : entry.account().phrase(),
                BudgetInfo.plain(entry.amount()),
                entry.until() == null ? null : entry.until().truncatedTo(ChronoUnit.SECONDS),
                entry.who(),
                entry.why(),
                entry.detail()));
        return table.toString();
    }

    /** Something that was done; what does not apply to it is null. */
    private record Entry(
            Instant at,
            String action,
            ScopeInfo account,
            BigDecimal amount,
            Instant until,
            String who,
            String why,
            String detail) {}
}

package dev.warren.cli.price;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ServiceJson;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.text.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code prices imports}: who imported prices, when and why. */
@Command(
        name = "imports",
        description = "Lists price imports, by whom, when and why, and which were taken back, latest first.")
final class PricesImportsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/prices/imports";

    private final CommandContext commandContext;

    @Mixin
    private JsonOption json;

    PricesImportsCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        JsonNode answer = commandContext.suite().get(SuiteService.LEDGER, PATH);
        if (json.wanted()) {
            commandContext.screen().json(answer);
        } else if (answer.path("imports").isEmpty()) {
            commandContext.screen().line("No prices were imported.");
        } else {
            commandContext.screen().line(table(ServiceJson.readAll(answer.path("imports"), Import.class)));
        }
        return ExitCode.DONE;
    }

    private static String table(List<Import> imports) {
        Table table = new Table()
                .right("IMPORT")
                .left("AT")
                .right("PRICES")
                .left("BY")
                .left("WHY")
                .left("TAKEN BACK");
        imports.forEach(one -> table.row(
                one.id(), one.at().truncatedTo(ChronoUnit.SECONDS), one.prices(), one.who(), one.why(), one.fate()));
        return table.toString();
    }

    /** An import, or what takes one back. */
    private record Import(long id, Instant at, String who, String why, long prices, Long takesBack, Long takenBackBy) {

        String fate() {
            if (takesBack != null) {
                return "takes back " + takesBack;
            }
            return takenBackBy == null ? null : "by " + takenBackBy;
        }
    }
}

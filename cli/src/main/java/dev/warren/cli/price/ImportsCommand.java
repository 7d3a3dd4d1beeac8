package dev.warren.cli.price;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Service;
import dev.warren.cli.Session;
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
        description = "Lists who imported prices, when and why, and what was taken back, the latest first.")
final class ImportsCommand implements Callable<Integer> {

    private static final String PATH = "/v1/prices/imports";

    private final Session session;

    @Mixin
    private JsonOption json;

    ImportsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        JsonNode answer = session.suite().get(Service.LEDGER, PATH);
        if (json.wanted()) {
            session.screen().json(answer);
        } else if (answer.path("imports").isEmpty()) {
            session.screen().line("No prices were imported.");
        } else {
            session.screen().line(table(Json.readAll(answer.path("imports"), Import.class)));
        }
        return Exit.DONE;
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

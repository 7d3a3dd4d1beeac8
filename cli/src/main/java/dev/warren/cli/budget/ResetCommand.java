package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.JsonOption;
import dev.warren.cli.Reason;
import dev.warren.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget reset}: lets a period begin anew. */
@Command(
        name = "reset",
        description = "Counts from nothing again, for one account or all; what waits for the budget is released.")
final class ResetCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Mixin
    private AccountOption account;

    @Mixin
    private Reason reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    ResetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        ObjectNode order = Json.MAPPER.createObjectNode();
        account.putInto(order);
        reason.putInto(order);
        JsonNode done = new Budgets(session.suite()).order(name, "resets", order, once.key());
        if (json.wanted()) {
            session.screen().json(done);
        } else {
            Dimensions reset = account.dimensions();
            session.screen().line("%s: reset%s".formatted(name, reset.isEmpty() ? "" : " for " + reset.phrase()));
        }
        return Exit.DONE;
    }
}

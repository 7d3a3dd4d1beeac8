package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget reset}: lets a period begin anew. */
@Command(name = "reset", description = "Resets spend to zero for one account or all; waiting events are released.")
final class BudgetResetCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Mixin
    private AccountOption account;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    BudgetResetCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode();
        account.putInto(order);
        reason.putInto(order);
        JsonNode done = new BudgetsClient(commandContext.suite()).order(name, "resets", order, once.key());
        if (json.wanted()) {
            commandContext.screen().json(done);
        } else {
            ScopeInfo reset = account.dimensions();
            commandContext
                    .screen()
                    .line("%s: reset%s".formatted(name, reset.isEmpty() ? "" : " for " + reset.phrase()));
        }
        return ExitCode.DONE;
    }
}

package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import java.math.BigDecimal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget transfer}: one budget has less and another more. */
@Command(name = "transfer", description = "Moves a part of one budget's limit to another of the same currency.")
final class BudgetTransferCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(index = "0", paramLabel = "FROM", description = "The budget whose limit is lowered.")
    private String from;

    @Parameters(index = "1", paramLabel = "TO", description = "The budget whose limit is raised.")
    private String to;

    @Parameters(index = "2", paramLabel = "AMOUNT", description = "The amount, in the budgets' currency.")
    private BigDecimal amount;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    BudgetTransferCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode().put("to", to).put("amount", amount.toPlainString());
        reason.putInto(order);
        JsonNode done = new BudgetsClient(commandContext.suite()).order(from, "transfers", order, once.key());
        if (json.wanted()) {
            commandContext.screen().json(done);
        } else {
            commandContext.screen().line("%s to %s: %s".formatted(from, to, BudgetInfo.plain(amount)));
        }
        return ExitCode.DONE;
    }
}

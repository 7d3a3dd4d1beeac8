package dev.warren.cli.budget;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.JsonOption;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code budget raise}: lets a budget have more for a while. */
@Command(
        name = "raise",
        description =
                "Raises a limit temporarily; waiting events are released. To raise it permanently, use budget set --limit.")
final class BudgetRaiseCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(index = "0", paramLabel = "NAME", description = "The budget.")
    private String name;

    @Parameters(index = "1", paramLabel = "AMOUNT", description = "The amount, in the budget's currency.")
    private BigDecimal amount;

    @Option(
            names = "--until",
            paramLabel = "WHEN",
            description = "A time, a day (UTC), or 24h from now; by default until the period ends.")
    private String until;

    @Mixin
    private AccountOption account;

    @Mixin
    private ReasonOption reason;

    @Mixin
    private OnceOption once;

    @Mixin
    private JsonOption json;

    BudgetRaiseCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        ObjectNode order = ServiceJson.MAPPER.createObjectNode().put("amount", amount.toPlainString());
        if (until != null) {
            order.put("until", moment().toString());
        }
        account.putInto(order);
        reason.putInto(order);
        JsonNode done = new BudgetsClient(commandContext.suite()).order(name, "increases", order, once.key());
        if (json.wanted()) {
            commandContext.screen().json(done);
        } else {
            commandContext.screen().line(sentence(ServiceJson.read(done, Increase.class)));
        }
        return ExitCode.DONE;
    }

    private Instant moment() {
        try {
            return FutureTime.of(until, commandContext.clock().instant());
        } catch (IllegalArgumentException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private static String sentence(Increase done) {
        String account = done.account() == null ? "" : " for " + done.account().phrase();
        String end = done.until() == null ? "" : " until " + done.until();
        return "%s: raised by %s%s%s".formatted(done.budget(), BudgetInfo.plain(done.amount()), account, end);
    }

    /** What the ledger did. */
    private record Increase(String budget, ScopeInfo account, BigDecimal amount, Instant until) {}
}

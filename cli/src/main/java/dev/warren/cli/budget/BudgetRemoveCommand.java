package dev.warren.cli.budget;

import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ReasonOption;
import dev.warren.cli.session.ServiceJson;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget remove}: nobody is bound by it any more. */
@Command(name = "remove", description = "Removes a budget; its audit is kept.")
final class BudgetRemoveCommand implements Callable<Integer> {

    private final CommandContext commandContext;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Mixin
    private ReasonOption reason;

    BudgetRemoveCommand(CommandContext commandContext) {
        this.commandContext = commandContext;
    }

    @Override
    public Integer call() {
        BudgetsClient budgets = new BudgetsClient(commandContext.suite());
        BudgetInfo budget = ServiceJson.read(budgets.get(name), BudgetInfo.class);
        budgets.delete(name, budget.version(), reason.who(), reason.why());
        commandContext.screen().line(name + ": removed");
        return ExitCode.DONE;
    }
}

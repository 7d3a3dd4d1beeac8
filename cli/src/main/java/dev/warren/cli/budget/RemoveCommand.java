package dev.warren.cli.budget;

import dev.warren.cli.Exit;
import dev.warren.cli.Json;
import dev.warren.cli.Reason;
import dev.warren.cli.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code budget remove}: nobody is bound by it any more. */
@Command(name = "remove", description = "Removes a budget; the audit of it stays.")
final class RemoveCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The budget.")
    private String name;

    @Mixin
    private Reason reason;

    RemoveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Budgets budgets = new Budgets(session.suite());
        Budget budget = Json.read(budgets.get(name), Budget.class);
        budgets.delete(name, budget.version(), reason.who(), reason.why());
        session.screen().line(name + ": removed");
        return Exit.DONE;
    }
}

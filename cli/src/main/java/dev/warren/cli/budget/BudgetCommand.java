package dev.warren.cli.budget;

import dev.warren.cli.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about budgets. */
@Command(name = "budget", description = "Shows where budgets stand, makes them, raises and resets them.")
public final class BudgetCommand implements Runnable {

    @Spec
    private CommandSpec command;

    private BudgetCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(Session session) {
        return new CommandLine(new BudgetCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new SetCommand(session))
                .addSubcommand(new RaiseCommand(session))
                .addSubcommand(new ResetCommand(session))
                .addSubcommand(new TransferCommand(session))
                .addSubcommand(new RemoveCommand(session))
                .addSubcommand(new AuditCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Say what: list, show, set, raise, reset, transfer, remove or audit.");
    }
}

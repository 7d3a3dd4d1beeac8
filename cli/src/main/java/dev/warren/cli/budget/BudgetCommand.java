package dev.warren.cli.budget;

import dev.warren.cli.session.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about budgets. */
@Command(name = "budget", description = "Shows, creates, changes, raises and resets budgets.")
public final class BudgetCommand implements Runnable {

    @Spec
    private CommandSpec command;

    private BudgetCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new BudgetCommand())
                .addSubcommand(new BudgetListCommand(commandContext))
                .addSubcommand(new BudgetShowCommand(commandContext))
                .addSubcommand(new BudgetSetCommand(commandContext))
                .addSubcommand(new BudgetRaiseCommand(commandContext))
                .addSubcommand(new BudgetResetCommand(commandContext))
                .addSubcommand(new BudgetTransferCommand(commandContext))
                .addSubcommand(new BudgetRemoveCommand(commandContext))
                .addSubcommand(new BudgetAuditCommand(commandContext));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Missing subcommand: list, show, set, raise, reset, transfer, remove or audit.");
    }
}

package dev.warren.cli.price;

import dev.warren.cli.session.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about where prices come from. */
@Command(name = "prices", description = "Shows which prices were imported, and takes imports back.")
public final class PricesCommand implements Runnable {

    @Spec
    private CommandSpec command;

    private PricesCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new PricesCommand())
                .addSubcommand(new PricesImportsCommand(commandContext))
                .addSubcommand(new PricesHistoryCommand(commandContext))
                .addSubcommand(new PricesTakeBackCommand(commandContext));
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Missing subcommand: imports, history or take-back.");
    }
}

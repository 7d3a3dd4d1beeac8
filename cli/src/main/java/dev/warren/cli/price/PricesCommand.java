package dev.warren.cli.price;

import dev.warren.cli.Session;
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
    public static CommandLine in(Session session) {
        return new CommandLine(new PricesCommand())
                .addSubcommand(new ImportsCommand(session))
                .addSubcommand(new PriceHistoryCommand(session))
                .addSubcommand(new TakeBackCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Say what: imports, history or take-back.");
    }
}

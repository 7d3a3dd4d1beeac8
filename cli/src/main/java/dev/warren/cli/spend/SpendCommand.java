package dev.warren.cli.spend;

import dev.warren.cli.session.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about booked calls and the rollups that spend is read from. */
@Command(name = "spend", description = "Corrects booked calls and rebuilds the rollups that spend is read from.")
public final class SpendCommand implements Runnable {

    @Spec
    private CommandSpec command;

    private SpendCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new SpendCommand())
                .addSubcommand(new SpendUnknownCommand(commandContext))
                .addSubcommand(new SpendCorrectCommand(commandContext))
                .addSubcommand(new SpendFlaggedCommand(commandContext))
                .addSubcommand(new SpendRebuildCommand(commandContext));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Missing subcommand: unknown, correct, flagged or rebuild.");
    }
}

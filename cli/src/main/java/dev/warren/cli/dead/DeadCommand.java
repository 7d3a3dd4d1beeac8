package dev.warren.cli.dead;

import dev.warren.cli.session.CommandContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about dead letters. */
@Command(name = "dead", description = "Lists, replays and discards dead letters.")
public final class DeadCommand implements Runnable {

    /** Where every service has its dead letters. */
    static final String PATH = "/v1/dead-letters";

    @Spec
    private CommandSpec command;

    private DeadCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(CommandContext commandContext) {
        return new CommandLine(new DeadCommand())
                .addSubcommand(new DeadListCommand(commandContext))
                .addSubcommand(new DeadShowCommand(commandContext))
                .addSubcommand(new DeadReplayCommand(commandContext))
                .addSubcommand(new DeadDiscardCommand(commandContext))
                .addSubcommand(new DeadHistoryCommand(commandContext));
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(), "Missing subcommand: list, show, replay, discard or history.");
    }
}

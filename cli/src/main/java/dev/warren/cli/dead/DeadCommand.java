package dev.warren.cli.dead;

import dev.warren.cli.Session;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about dead letters. */
@Command(name = "dead", description = "Shows what could not be processed, sends it back or throws it away.")
public final class DeadCommand implements Runnable {

    /** Where every service has its dead letters. */
    static final String PATH = "/v1/dead-letters";

    @Spec
    private CommandSpec command;

    private DeadCommand() {}

    /** The command with all that belongs below it. */
    public static CommandLine in(Session session) {
        return new CommandLine(new DeadCommand())
                .addSubcommand(new ListCommand(session))
                .addSubcommand(new ShowCommand(session))
                .addSubcommand(new ReplayCommand(session))
                .addSubcommand(new DiscardCommand(session))
                .addSubcommand(new HistoryCommand(session));
    }

    @Override
    public void run() {
        throw new ParameterException(command.commandLine(), "Say what: list, show, replay, discard or history.");
    }
}

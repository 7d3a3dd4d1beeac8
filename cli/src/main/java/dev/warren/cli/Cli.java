package dev.warren.cli;

import dev.warren.cli.budget.BudgetCommand;
import dev.warren.cli.dead.DeadCommand;
import dev.warren.cli.held.HeldCommand;
import dev.warren.cli.price.PricesCommand;
import dev.warren.cli.provider.ProvidersCommand;
import dev.warren.cli.replay.ReplayCommand;
import dev.warren.cli.replay.ReplaysCommand;
import dev.warren.cli.session.CommandContext;
import dev.warren.cli.session.CommandFailedException;
import dev.warren.cli.session.ExitCode;
import dev.warren.cli.session.ServiceException;
import dev.warren.cli.session.SuiteClient;
import dev.warren.cli.session.SuiteService;
import dev.warren.cli.session.TerminalOutput;
import dev.warren.cli.spend.SpendCommand;
import java.io.Console;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The commands that {@code ./warren} hands over. Thread-safe. */
@Command(name = "./warren", description = "Operator commands for a running suite.")
public final class Cli implements Runnable {

    private static final int WIDTH = 130;
    private static final int LONGEST_NUMBER = 100;

    @Spec
    private CommandSpec command;

    private Cli() {}

    public static void main(String[] args) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        Charset charset = System.out.charset();
        TerminalOutput terminalOutput = new TerminalOutput(
                new PrintWriter(System.out, true, charset), new PrintWriter(System.err, true, charset), terminal);
        System.exit(run(args, System.getenv(), terminalOutput, Clock.systemUTC()));
    }

    /** Carries out one command and gives its exit code. */
    public static int run(String[] args, Map<String, String> environment, TerminalOutput terminalOutput, Clock clock) {
        try (SuiteClient suite = new SuiteClient(environment)) {
            return commands(new CommandContext(suite, terminalOutput, clock)).execute(args);
        } catch (IllegalArgumentException wrongVariable) {
            terminalOutput.problem(wrongVariable.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static CommandLine commands(CommandContext commandContext) {
        CommandLine commands = new CommandLine(new Cli())
                .addSubcommand(DeadCommand.in(commandContext))
                .addSubcommand(ReplayCommand.in(commandContext))
                .addSubcommand(new ReplaysCommand(commandContext))
                .addSubcommand(BudgetCommand.in(commandContext))
                .addSubcommand(new HeldCommand(commandContext))
                .addSubcommand(SpendCommand.in(commandContext))
                .addSubcommand(PricesCommand.in(commandContext))
                .addSubcommand(ProvidersCommand.in(commandContext))
                .registerConverter(SuiteService.class, Cli::service)
                .registerConverter(BigDecimal.class, Cli::number)
                .setOut(commandContext.screen().out())
                .setErr(commandContext.screen().err())
                .setParameterExceptionHandler((wrong, _) -> wrongUsage(wrong, commandContext.screen()))
                .setExecutionExceptionHandler((failure, _, _) -> failed(failure, commandContext.screen()));
        addHelp(commands);
        return commands;
    }

    private static void addHelp(CommandLine commands) {
        commands.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        UsageMessageSpec help = commands.getCommandSpec().usageMessage();
        help.width(WIDTH)
                .footer(Stream.concat(Stream.of(help.footer()), ("\n" + ExitCode.CODES).lines())
                        .toArray(String[]::new));
        commands.getSubcommands().values().forEach(Cli::addHelp);
    }

    private static int wrongUsage(ParameterException wrong, TerminalOutput terminalOutput) {
        String message = wrong.getMessage().replaceFirst("\\.$", "");
        terminalOutput.problem("%s%s; see %s --help."
                .formatted(
                        message.substring(0, 1).toLowerCase(Locale.ROOT),
                        message.substring(1),
                        wrong.getCommandLine().getCommandSpec().qualifiedName()));
        return CommandLine.ExitCode.USAGE;
    }

    private static SuiteService service(String name) {
        try {
            return SuiteService.named(name);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    /** One that can be computed with: a few characters can name a number of a billion digits. */
    private static BigDecimal number(String text) {
        BigDecimal number = text.length() > LONGEST_NUMBER ? null : new BigDecimal(text);
        if (number == null || Math.abs((long) number.scale()) > LONGEST_NUMBER) {
            throw new TypeConversionException("has more digits than any amount or rate");
        }
        return number;
    }

    /** What a person can do something about is said in a sentence; the rest is a fault of the program. */
    private static int failed(Exception failure, TerminalOutput terminalOutput) throws Exception {
        if (failure instanceof ServiceException refused) {
            terminalOutput.problem(refused.getMessage());
            return refused.exitCode();
        }
        if (failure instanceof CommandFailedException failed) {
            terminalOutput.problem(failed.getMessage());
            return ExitCode.FAILED;
        }
        throw failure;
    }

    @Override
    public void run() {
        throw new ParameterException(
                command.commandLine(),
                "Missing command: dead, replay, replays, budget, held, spend, prices or providers.");
    }
}

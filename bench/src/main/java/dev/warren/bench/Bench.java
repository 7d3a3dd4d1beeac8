package dev.warren.bench;

import dev.warren.bench.budgets.BudgetsBenchmark;
import dev.warren.bench.faults.FaultsBenchmark;
import dev.warren.bench.ledger.LedgerBenchmark;
import dev.warren.bench.speed.SpeedBenchmark;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The benchmarks, one command each. They expect the services' packages in {@code services/*}{@code /target}. */
@Command(
        name = "./warren bench",
        mixinStandardHelpOptions = true,
        subcommands = {FaultsBenchmark.class, BudgetsBenchmark.class, SpeedBenchmark.class, LedgerBenchmark.class},
        description = "Measures the suite as real processes on servers of their own.")
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(run(new PrintWriter(System.err, true, System.err.charset()), arguments));
    }

    /**
     * Carries out one benchmark and gives the exit code.
     *
     * @param err where problems are told, one sentence each
     */
    public static int run(PrintWriter err, String... arguments) {
        return new CommandLine(new Bench())
                .setErr(err)
                .setParameterExceptionHandler((wrong, _) -> {
                    CommandSpec command = wrong.getCommandLine().getCommandSpec();
                    err.printf("warren: %s; see %s --help.%n", wrong.getMessage(), command.qualifiedName());
                    return CommandLine.ExitCode.USAGE;
                })
                .execute(arguments);
    }
}

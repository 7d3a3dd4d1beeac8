package dev.warren.bench;

import dev.warren.bench.budgets.Budgets;
import dev.warren.bench.faults.Faults;
import dev.warren.bench.ledger.Ledger;
import dev.warren.bench.speed.Speed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The benchmarks, one command each. They expect the services' packages in {@code services/*}{@code /target}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        subcommands = {Faults.class, Budgets.class, Speed.class, Ledger.class},
        description = "Measures the suite as real processes on servers of their own.")
public final class Bench {

    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}

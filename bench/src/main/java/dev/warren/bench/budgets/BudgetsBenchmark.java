package dev.warren.bench.budgets;

import dev.warren.bench.lab.Checkout;
import dev.warren.bench.lab.PrivateServers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the scenarios one after the other. Ends with 0 only if none of them violated a promise. */
@Command(
        name = "budgets",
        mixinStandardHelpOptions = true,
        description =
                "Lets several classifiers spend a hard budget at once, and checks that it is never overspent, used up"
                        + " to less than a call, and that what was held is done when it is raised.")
public final class BudgetsBenchmark implements Callable<Integer> {

    private static final int VIOLATED = 1;
    private static final int SHOWN = 20;

    @Option(names = "--events", defaultValue = "2000", description = "of one user, at once; default: ${DEFAULT-VALUE}")
    private int events;

    @Option(names = "--worth", defaultValue = "500", description = "so many of them; default: ${DEFAULT-VALUE}")
    private int worth;

    @Option(names = "--classifiers", defaultValue = "4", description = "processes; default: ${DEFAULT-VALUE}")
    private int classifiers;

    @Option(names = "--only", description = "one run, by name")
    private String only;

    @Option(names = "--seed", defaultValue = "1", description = "of what the provider bills; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--report", description = "where the table is written; default: bench/results/budgets.md")
    private Path report;

    @Spec
    private CommandSpec spec;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        List<BudgetVerdict> verdicts = new ArrayList<>();
        List<BudgetScenario> chosen = chosen();
        try (PrivateServers privateServers = PrivateServers.startFor("budgets")) {
            for (BudgetScenario scenario : chosen) {
                out.printf("%s (%d classifiers, %d events)%n", scenario.name(), classifiers, events);
                BudgetVerdict verdict = new BudgetRun(privateServers.servers(), scenario, seed).play();
                verdicts.add(verdict);
                show(verdict);
                write(verdicts);
            }
        }
        return verdicts.stream().allMatch(BudgetVerdict::passed) ? 0 : VIOLATED;
    }

    private List<BudgetScenario> chosen() {
        List<BudgetScenario> chosen = Stream.of(
                        BudgetScenario.undisturbed(events, worth, classifiers),
                        BudgetScenario.killed(events, worth, classifiers),
                        BudgetScenario.oddProvider(events, worth, classifiers))
                .filter(scenario -> only == null || scenario.name().equals(only))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "there is no run " + only + "; there are: undisturbed, killed, odd-provider");
        }
        return chosen;
    }

    private void show(BudgetVerdict verdict) {
        out.println(BudgetReport.table(List.of(verdict)));
        verdict.violations().stream().limit(SHOWN).forEach(violation -> out.println("  VIOLATED " + violation));
        if (verdict.violations().size() > SHOWN) {
            out.printf("  and %d more%n", verdict.violations().size() - SHOWN);
        }
    }

    private void write(List<BudgetVerdict> verdicts) throws IOException {
        Path file = report == null ? Checkout.root().resolve(Path.of("bench", "results", "budgets.md")) : report;
        String arguments = String.join(" ", spec.commandLine().getParseResult().originalArgs());
        BudgetReport.write(file, ("./warren bench " + arguments).strip(), verdicts);
    }
}

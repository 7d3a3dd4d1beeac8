package dev.warren.bench.faults;

import dev.warren.bench.lab.Checkout;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Plays the scenarios one after the other. Ends with 0 only if none of them violated a promise. */
@Command(
        name = "faults",
        mixinStandardHelpOptions = true,
        description = "Breaks every part of the suite during a flow of events and checks that nothing is lost and"
                + " nothing is paid twice.")
public final class Faults implements Callable<Integer> {

    private static final int VIOLATED = 1;
    private static final int SHOWN = 20;

    @Option(names = "--events", defaultValue = "5000", description = "in each run; default: ${DEFAULT-VALUE}")
    private int events;

    @Option(names = "--only", description = "one run, by name")
    private String only;

    @Option(names = "--mixed", description = "only the run with all faults in it")
    private boolean mixed;

    @Option(names = "--seed", defaultValue = "1", description = "of what providers bill; default: ${DEFAULT-VALUE}")
    private long seed;

    @Option(names = "--report", description = "where the table is written; default: bench/results/faults.md")
    private Path report;

    @Spec
    private CommandSpec spec;

    private final PrintStream out = System.out;

    @Override
    public Integer call() throws Exception {
        List<Verdict> verdicts = new ArrayList<>();
        for (Scenario scenario : chosen()) {
            out.printf("%s (%s, %d events)%n", scenario.name(), scenario.chain(), events);
            Verdict verdict = new Run(scenario, events, seed, directory(scenario)).play();
            verdicts.add(verdict);
            show(verdict);
            write(verdicts);
        }
        out.println(Report.table(verdicts));
        return verdicts.stream().allMatch(Verdict::passed) ? 0 : VIOLATED;
    }

    private List<Scenario> chosen() {
        List<Scenario> all = new ArrayList<>(Scenario.each());
        all.add(Scenario.mixed());
        String name = mixed ? Scenario.mixed().name() : only;
        List<Scenario> chosen = all.stream()
                .filter(scenario -> name == null || scenario.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all.stream().map(Scenario::name).toList();
            throw new ParameterException(spec.commandLine(), "there is no run " + only + "; there are: " + names);
        }
        return chosen;
    }

    private static Path directory(Scenario scenario) {
        return Checkout.root()
                .resolve(Path.of("bench", "target", "runs", scenario.name() + "-" + System.currentTimeMillis()));
    }

    private void show(Verdict verdict) {
        out.println(Report.table(List.of(verdict)));
        verdict.violations().stream().limit(SHOWN).forEach(violation -> out.println("  VIOLATED " + violation));
        if (verdict.violations().size() > SHOWN) {
            out.printf(
                    "  and %d more, in bench/target/runs/%s-*/violations.txt%n",
                    verdict.violations().size() - SHOWN, verdict.scenario().name());
        }
    }

    private void write(List<Verdict> verdicts) throws IOException {
        Path file = report == null ? Checkout.root().resolve(Path.of("bench", "results", "faults.md")) : report;
        String arguments = String.join(" ", spec.commandLine().getParseResult().originalArgs());
        Report.write(file, ("./warren bench " + arguments).strip(), verdicts);
    }
}

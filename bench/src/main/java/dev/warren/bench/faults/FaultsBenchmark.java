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
public final class FaultsBenchmark implements Callable<Integer> {

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
        List<FaultVerdict> verdicts = new ArrayList<>();
        for (FaultScenario scenario : chosen()) {
            out.printf("%s (%s, %d events)%n", scenario.name(), scenario.chain(), events);
            FaultVerdict verdict = new FaultRun(scenario, events, seed, directory(scenario)).play();
            verdicts.add(verdict);
            show(verdict);
            write(verdicts);
        }
        out.println(FaultReport.table(verdicts));
        return verdicts.stream().allMatch(FaultVerdict::passed) ? 0 : VIOLATED;
    }

    private List<FaultScenario> chosen() {
        List<FaultScenario> all = new ArrayList<>(FaultScenario.each());
        all.add(FaultScenario.mixed());
        String name = mixed ? FaultScenario.mixed().name() : only;
        List<FaultScenario> chosen = all.stream()
                .filter(scenario -> name == null || scenario.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all.stream().map(FaultScenario::name).toList();
            throw new ParameterException(spec.commandLine(), "there is no run " + only + "; there are: " + names);
        }
        return chosen;
    }

    private static Path directory(FaultScenario scenario) {
        return Checkout.root()
                .resolve(Path.of("bench", "target", "runs", scenario.name() + "-" + System.currentTimeMillis()));
    }

    private void show(FaultVerdict verdict) {
        out.println(FaultReport.table(List.of(verdict)));
        verdict.violations().stream().limit(SHOWN).forEach(violation -> out.println("  VIOLATED " + violation));
        if (verdict.violations().size() > SHOWN) {
            out.printf(
                    "  and %d more, in bench/target/runs/%s-*/violations.txt%n",
                    verdict.violations().size() - SHOWN, verdict.scenario().name());
        }
    }

    private void write(List<FaultVerdict> verdicts) throws IOException {
        Path file = report == null ? Checkout.root().resolve(Path.of("bench", "results", "faults.md")) : report;
        String arguments = String.join(" ", spec.commandLine().getParseResult().originalArgs());
        FaultReport.write(file, ("./warren bench " + arguments).strip(), verdicts);
    }
}

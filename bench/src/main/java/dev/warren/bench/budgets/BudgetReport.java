package dev.warren.bench.budgets;

import dev.warren.bench.lab.Machine;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The table: a row for each figure, a column for each run. */
final class BudgetReport {

    private static final List<Figure> FIGURES = List.of(
            new Figure("events of one user, at once", run -> run.scenario().events()),
            new Figure("classifiers", run -> run.scenario().classifiers()),
            new Figure("killed until the budget is spent, and after", BudgetReport::killed),
            new Figure("**budget**, USD", BudgetVerdict::limit),
            new Figure("one call costs at most, USD", BudgetVerdict::bound),
            new Figure("completed", run -> run.used().completed()),
            new Figure(
                    "**provider's sum**, most at any moment", run -> run.used().billed()),
            new Figure("the same with all that was under way", run -> run.used().asked()),
            new Figure("**spent + assumed + held**, most at any moment", run -> run.used()
                    .fullest()),
            new Figure("spent at rest", run -> run.used().spent()),
            new Figure("in flight on killed processes (at most)", run -> "%d (%d)"
                    .formatted(run.used().abandoned(), run.used().mayBeAbandoned())),
            new Figure("stalled at the provider", run -> run.used().stalled()),
            new Figure("assumed for them at rest", run -> run.used().assumed()),
            new Figure("**left at rest**", run -> run.used().left()),
            new Figure("events with one `held` outcome and no other", run -> run.used()
                    .held()),
            new Figure("messages that wait beside one for each of them (at most)", run -> "%d (%d)"
                    .formatted(run.used().needless(), run.used().mayBeNeedless())),
            new Figure("`held` results beyond the first", run -> run.used().repeated()),
            new Figure("seconds until rest", run -> run.used().time().toSeconds()),
            new Figure("**completed after the raise**", run -> run.released().completed()),
            new Figure("bought again", run -> run.released().boughtAgain()),
            new Figure("pairs not in the order of waiting", run -> "%.1f %%"
                    .formatted(100 * run.released().waitingInversions())),
            new Figure("pairs not in the order of publishing", run -> "%.1f %%"
                    .formatted(100 * run.released().inversions())),
            new Figure("seconds until all is done", run -> run.released().time().toSeconds()),
            new Figure("looks at provider, at ledger (no answer)", run -> "%d, %d (%d)"
                    .formatted(
                            run.looks().atProvider(),
                            run.looks().atLedger(),
                            run.looks().inVain())),
            new Figure("load before, after", run -> "%.1f, %.1f"
                    .formatted(run.load().before(), run.load().after())),
            new Figure("", run -> run.passed() ? "passed" : "FAILED"));

    private BudgetReport() {}

    private record Figure(String name, Function<BudgetVerdict, Object> of) {}

    static void write(Path file, String command, List<BudgetVerdict> verdicts) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, """
            # A hard budget, many calls at once

            %s; %s; `%s`.

            What the rows mean is in [../README.md](../README.md).

            %s
            """.formatted(LocalDate.now(ZoneOffset.UTC), Machine.description(), command, table(verdicts)));
    }

    static String table(List<BudgetVerdict> verdicts) {
        String head = row("", verdicts, run -> run.scenario().name());
        String line = row("---", verdicts, run -> "---");
        return FIGURES.stream()
                .map(figure -> row(figure.name(), verdicts, figure.of()))
                .collect(Collectors.joining("\n", head + "\n" + line + "\n", ""));
    }

    private static String row(String name, List<BudgetVerdict> verdicts, Function<BudgetVerdict, Object> of) {
        return verdicts.stream()
                .map(of)
                .map(value -> value instanceof BigDecimal amount
                        ? amount.stripTrailingZeros().toPlainString()
                        : value.toString())
                .collect(Collectors.joining(" | ", "| " + name + " | ", " |"));
    }

    private static String killed(BudgetVerdict run) {
        return "%s; %s"
                .formatted(names(run.scenario().strikes()), names(run.scenario().strikesAfter()));
    }

    private static String names(List<BudgetScenario.Strike> strikes) {
        return strikes.isEmpty()
                ? "none"
                : strikes.stream().map(BudgetScenario.Strike::service).collect(Collectors.joining(", "));
    }
}

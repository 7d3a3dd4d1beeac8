package dev.warren.bench.faults;

import dev.warren.bench.lab.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table. */
final class FaultReport {

    private static final List<String> COLUMNS = List.of(
            "run",
            "chain",
            "accepted",
            "published again",
            "hostile",
            "completed",
            "failed",
            "lost",
            "more than one",
            "requests",
            "of one event (most)",
            "answered",
            "bought again",
            "in flight when killed (at most)",
            "given up",
            "ledger rows",
            "ledger sum USD",
            "providers' sum USD",
            "of which unknown",
            "seconds",
            "");

    private FaultReport() {}

    static void write(Path file, String command, List<FaultVerdict> verdicts) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(
                file, """
            # Fault runs

            %s; %s; `%s`.

            What the columns mean is in [../README.md](../README.md).

            %s
            """.formatted(LocalDate.now(ZoneOffset.UTC), Machine.description(), command, table(verdicts)));
    }

    static String table(List<FaultVerdict> verdicts) {
        Stream<List<String>> head =
                Stream.of(COLUMNS, COLUMNS.stream().map(column -> "---").toList());
        return Stream.concat(head, verdicts.stream().map(FaultReport::cells))
                .map(cells -> "| " + String.join(" | ", cells) + " |")
                .collect(Collectors.joining("\n"));
    }

    private static List<String> cells(FaultVerdict run) {
        return Stream.of(
                        run.scenario().name(),
                        run.scenario().chain(),
                        run.accepted(),
                        run.publishedAgain(),
                        run.hostile(),
                        run.completed(),
                        run.failed(),
                        run.lost(),
                        run.doubled(),
                        run.requests(),
                        run.mostRequests(),
                        run.answered(),
                        run.boughtAgain(),
                        run.repeated() + " (" + run.mostRepeated() + ")",
                        run.givenUp(),
                        run.rows(),
                        run.ledgerSum().toPlainString(),
                        run.providerSum().toPlainString(),
                        run.unknown().toPlainString(),
                        run.time().toSeconds(),
                        run.passed() ? "passed" : "FAILED")
                .map(Object::toString)
                .toList();
    }
}

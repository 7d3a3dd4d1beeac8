package dev.warren.bench.ledger;

import dev.warren.bench.lab.Checkout;
import dev.warren.bench.lab.Machine;
import dev.warren.bench.lab.PrivateServers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures; there is nothing to pass or to fail. */
@Command(
        name = "ledger",
        mixinStandardHelpOptions = true,
        description = "Measures how fast usage is booked, and how fast spend is answered from many entries.")
public final class LedgerBenchmark implements Callable<Integer> {

    /** What can be measured. */
    enum Part {
        /** Usage messages from a full queue into the database. */
        BOOKING,
        /** Questions for spend. */
        SPEND
    }

    @Option(names = "--only", description = "one of ${COMPLETION-CANDIDATES}")
    private Part only;

    @Option(names = "--messages", defaultValue = "300000", description = "to be booked; default: ${DEFAULT-VALUE}")
    private int messages;

    @Option(
            names = "--entries",
            defaultValue = "10000000",
            description = "in the books when spend is asked for; default: ${DEFAULT-VALUE}")
    private long entries;

    @Option(
            names = "--questions",
            defaultValue = "100",
            description = "of each kind that are timed; default: ${DEFAULT-VALUE}")
    private int questions;

    @Option(names = "--report", description = "where the figures are written; default: bench/results/ledger.md")
    private Path report;

    private final PrintStream out = System.out;
    private final List<String> sections = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        try (PrivateServers privateServers = PrivateServers.startFor("ledger")) {
            if (only != Part.SPEND) {
                add(booking(new BookingBenchmark(privateServers, messages).measure()));
            }
            if (only != Part.BOOKING) {
                add(spend(new SpendBenchmark(privateServers, entries, questions).measure()));
            }
        }
        write();
        return 0;
    }

    private void add(String section) {
        out.println(section);
        sections.add(section);
    }

    private String booking(BookingBenchmark.Figures figures) {
        return """
                ## Usage messages booked, from a queue that is never empty

                %d messages of %d users and %d features; the first quarter warms up and is not counted.

                | booked/s | database rows/commit | load before | processors busy |
                | --- | --- | --- | --- |
                | %.0f | %.0f | %s | %s |
                """.formatted(
                        messages,
                        LedgerDatabase.USERS,
                        LedgerDatabase.FEATURES,
                        figures.perSecond(),
                        figures.perCommit(),
                        figures.load(),
                        processors(figures.processors()));
    }

    private String spend(SpendBenchmark.Figures figures) {
        return """
                ## Questions for spend, %,d entries of a year

                %d users, %d features. Rollups rebuilt from the entries (`./warren spend rebuild`): %.0f s. Entries %s, sums %s.

                | question | p50 ms | p95 ms | most ms |
                | --- | --- | --- | --- |
                """.formatted(
                                entries,
                                LedgerDatabase.USERS,
                                LedgerDatabase.FEATURES,
                                figures.rebuildSeconds(),
                                figures.entriesSize(),
                                figures.sumsSize())
                + figures.questions().stream().map(LedgerBenchmark::row).collect(Collectors.joining());
    }

    private static String row(SpendBenchmark.Question question) {
        return "| %s | %.1f | %.1f | %.1f |%n"
                .formatted(question.name(), question.p50(), question.p95(), question.most());
    }

    private static String processors(Map<String, Double> busy) {
        return busy.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(program -> "%s %.2f".formatted(program.getKey(), program.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void write() throws IOException {
        Path file = report == null ? Checkout.root().resolve(Path.of("bench", "results", "ledger.md")) : report;
        Files.writeString(
                file, """
                # Ledger

                %s; %s; `./warren bench ledger`.

                %s""".formatted(LocalDate.now(ZoneOffset.UTC), Machine.description(), String.join("\n", sections)));
    }
}

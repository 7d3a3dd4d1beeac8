package dev.warren.bench.speed;

import dev.warren.bench.lab.Checkout;
import dev.warren.bench.lab.Machine;
import dev.warren.bench.lab.PrivateServers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        name = "speed",
        mixinStandardHelpOptions = true,
        description = "Measures calls in flight, the cost of durability, and the time from publish to SSE frame.")
public final class SpeedBenchmark implements Callable<Integer> {

    /** What can be measured. */
    enum Part {
        /** One classifier against a slow provider. */
        FLIGHT,
        /** The classifier against a consumer that keeps nothing. */
        DURABILITY,
        /** From publish to frame. */
        LATENCY
    }

    @Option(names = "--only", description = "one of ${COMPLETION-CANDIDATES}")
    private Part only;

    @Option(
            names = "--latencies",
            split = ",",
            defaultValue = "PT1S,PT3S",
            description = "of the slow provider; default: ${DEFAULT-VALUE}")
    private List<Duration> latencies;

    @Option(
            names = "--events",
            defaultValue = "100000",
            description = "against the slow provider, the first quarter of which warms up; default: ${DEFAULT-VALUE}")
    private int events;

    @Option(names = "--burst", defaultValue = "5000", description = "events of a round; default: ${DEFAULT-VALUE}")
    private int burst;

    @Option(names = "--rounds", defaultValue = "5", description = "of each consumer; default: ${DEFAULT-VALUE}")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "30", description = "at each rate; default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "50,200",
            description = "events/s from publish to frame; default: ${DEFAULT-VALUE}")
    private List<Integer> rates;

    @Option(
            names = "--warm-up",
            defaultValue = "180",
            description = "seconds at full speed before, while the services are compiled; default: ${DEFAULT-VALUE}")
    private int warmUp;

    @Option(names = "--report", description = "where the figures are written; default: bench/results/speed.md")
    private Path report;

    private final PrintStream out = System.out;
    private final List<String> sections = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        try (PrivateServers privateServers = PrivateServers.startFor("speed")) {
            if (wanted(Part.FLIGHT)) {
                for (Duration latency : latencies) {
                    add(flight(new InFlightBenchmark(privateServers, events).measure(latency)));
                }
            }
            if (wanted(Part.DURABILITY)) {
                add(durability(new DurabilityBenchmark(privateServers, burst, rounds).measure()));
            }
            if (wanted(Part.LATENCY)) {
                add(latency(new LatencyBenchmark(
                                privateServers, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), rates)
                        .measure()));
            }
        }
        write();
        return 0;
    }

    private boolean wanted(Part part) {
        return only == null || only == part;
    }

    private void add(String section) {
        out.println(section);
        sections.add(section);
    }

    private String flight(InFlightBenchmark.Figures figures) {
        return """
                ## One classifier, a provider of %d ms

                | calls in flight (median) | most | events/s | most resident MiB | processors busy | free before, %% |
                | --- | --- | --- | --- | --- | --- |
                | %d | %d | %.0f | %d | %s | %d |
                """.formatted(
                        figures.latency().toMillis(),
                        figures.inFlight(),
                        figures.mostInFlight(),
                        figures.perSecond(),
                        figures.resident(),
                        processors(figures.processors()),
                        figures.free());
    }

    private String durability(DurabilityBenchmark.Figures figures) {
        return """
                ## What durability costs, with a provider of 0 ms

                | | events/s, round by round | median |
                | --- | --- | --- |
                | classifier: claims, completions, confirms | %s | %.0f |
                | baseline: none of these | %s | %.0f |

                Ratio of the medians: %.2f.
                """.formatted(
                        rounded(figures.classifier()),
                        DurabilityBenchmark.Figures.median(figures.classifier()),
                        rounded(figures.baseline()),
                        DurabilityBenchmark.Figures.median(figures.baseline()),
                        figures.ratio());
    }

    private String latency(List<LatencyBenchmark.Figures> figures) {
        return """
                ## From publish to SSE frame, a provider of 0 ms

                | events/s | events | p50 ms | p90 ms | p99 ms | most ms | processors busy |
                | --- | --- | --- | --- | --- | --- | --- |
                """ + figures.stream().map(SpeedBenchmark::row).collect(Collectors.joining());
    }

    private static String row(LatencyBenchmark.Figures figures) {
        return "| %d | %d | %.1f | %.1f | %.1f | %.1f | %s |%n"
                .formatted(
                        figures.perSecond(),
                        figures.events(),
                        figures.p50(),
                        figures.p90(),
                        figures.p99(),
                        figures.most(),
                        processors(figures.processors()));
    }

    private static String rounded(List<Double> values) {
        return values.stream().map("%.0f"::formatted).collect(Collectors.joining(", "));
    }

    private static String processors(Map<String, Double> busy) {
        return busy.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(program -> "%s %.2f".formatted(program.getKey(), program.getValue()))
                .collect(Collectors.joining(", "));
    }

    private void write() throws IOException {
        Path file = report == null ? Checkout.root().resolve(Path.of("bench", "results", "speed.md")) : report;
        Files.writeString(
                file, """
                # Speed

                %s; %s; `./warren bench speed`.

                %s""".formatted(LocalDate.now(ZoneOffset.UTC), Machine.description(), String.join("\n", sections)));
    }
}

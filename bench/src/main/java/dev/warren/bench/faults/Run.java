package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.Work;
import dev.warren.bench.lab.Tickets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * One scenario, played from the start of the servers to the audit.
 *
 * @param scenario what is broken
 * @param events how many are published
 * @param seed decides what the providers bill
 * @param directory where the servers keep what is theirs; it must not exist yet
 */
public record Run(Scenario scenario, int events, long seed, Path directory) {

    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final Duration PER_FAULT = Duration.ofSeconds(9);

    /**
     * Plays it; everything is stopped when it returns or throws, and the directory of a run that passed is gone. That
     * of one that failed has all violations in it.
     */
    public Verdict play() throws Exception {
        Verdict verdict = audited();
        if (verdict.passed()) {
            delete();
        } else {
            Files.write(directory.resolve("violations.txt"), verdict.violations());
        }
        return verdict;
    }

    private Verdict audited() throws Exception {
        try (Stage stage = new Stage(directory, scenario, seed)) {
            List<JsonNode> published = Tickets.andDocuments(scenario.name(), events);
            boolean second = !scenario.second().isEmpty();
            List<Work> expected = published.stream()
                    .flatMap(event -> Tickets.featuresOf(event, second)
                            .map(feature -> new Work(event.get("id").asText(), feature)))
                    .toList();
            long start = System.nanoTime();
            Flow flow = new Flow(stage.suite().producer(), published, length());
            strike(flow, stage);
            long again = flow.await();
            Settling.Remaining remaining = new Settling(stage, expected).await();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new Audit(stage, expected).verdict(scenario, again, time, remaining);
        }
    }

    private void strike(Flow flow, Stage stage) throws InterruptedException {
        int number = 0;
        for (Fault fault : scenario.faults()) {
            number++;
            flow.awaitShare((double) number / (scenario.faults().size() + 1));
            fault.strike(stage);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private Duration length() {
        Duration faults = PER_FAULT.multipliedBy(scenario.faults().size());
        return faults.compareTo(SHORTEST) > 0 ? faults : SHORTEST;
    }
}

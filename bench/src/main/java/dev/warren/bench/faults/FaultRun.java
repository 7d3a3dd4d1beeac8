package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.lab.SampleTexts;
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
public record FaultRun(FaultScenario scenario, int events, long seed, Path directory) {

    private static final Duration SHORTEST = Duration.ofSeconds(20);
    private static final Duration PER_FAULT = Duration.ofSeconds(9);

    /**
     * Plays it; everything is stopped when it returns or throws, and the directory of a run that passed is gone. That
     * of one that failed has all violations in it.
     */
    public FaultVerdict play() throws Exception {
        FaultVerdict verdict = audited();
        if (verdict.passed()) {
            delete();
        } else {
            Files.write(directory.resolve("violations.txt"), verdict.violations());
        }
        return verdict;
    }

    private FaultVerdict audited() throws Exception {
        try (FaultTestbed faultTestbed = new FaultTestbed(directory, scenario, seed)) {
            List<JsonNode> published = SampleTexts.andDocuments(scenario.name(), events);
            boolean second = !scenario.second().isEmpty();
            List<ExpectedWork> expected = published.stream()
                    .flatMap(event -> SampleTexts.featuresOf(event, second)
                            .map(feature -> new ExpectedWork(event.get("id").asText(), feature)))
                    .toList();
            long start = System.nanoTime();
            SteadyLoad steadyLoad = new SteadyLoad(faultTestbed.suite().producer(), published, length());
            strike(steadyLoad, faultTestbed);
            long again = steadyLoad.await();
            SuiteQuiescence.Remaining remaining = new SuiteQuiescence(faultTestbed, expected).await();
            Duration time = Duration.ofNanos(System.nanoTime() - start);
            return new FaultAudit(faultTestbed, expected).verdict(scenario, again, time, remaining);
        }
    }

    private void strike(SteadyLoad steadyLoad, FaultTestbed faultTestbed) throws InterruptedException {
        int number = 0;
        for (InjectedFault fault : scenario.faults()) {
            number++;
            steadyLoad.awaitShare((double) number / (scenario.faults().size() + 1));
            fault.strike(faultTestbed);
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

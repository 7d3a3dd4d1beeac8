package dev.warren.bench.speed;

import dev.warren.bench.lab.FakeProviders;
import dev.warren.bench.lab.Machine;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.ResourceUsage;
import dev.warren.bench.lab.SuiteProcesses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One classifier against a slow provider: how many calls it keeps in flight, how many events that is, and at what cost.
 */
final class InFlightBenchmark {

    private static final int CALLS = 2_000;
    private static final int SAMPLE_MILLIS = 100;
    private static final int LIMIT_SECONDS = 600;

    /** G1, as calls are objects that live for a second or more; bench/results/speed.md compares collectors. */
    private static final String[] JAVA = {
        "-Xmx256m", "-XX:+UseG1GC", "-XX:+UseCompactObjectHeaders", "-XX:MaxDirectMemorySize=64m"
    };

    private final PrivateServers privateServers;
    private final int events;

    InFlightBenchmark(PrivateServers privateServers, int events) {
        this.privateServers = privateServers;
        this.events = events;
    }

    /**
     * What one run has shown, over the middle of it.
     *
     * @param latency of the provider
     * @param inFlight calls that the provider had open, the median
     * @param mostInFlight the most of them
     * @param perSecond events
     * @param resident the most memory that the classifier ever had resident, MiB
     * @param processors that each program kept busy
     * @param free {@link Machine#share} before the classifier was started
     */
    record Figures(
            Duration latency,
            int inFlight,
            int mostInFlight,
            double perSecond,
            long resident,
            Map<String, Double> processors,
            long free) {}

    Figures measure(Duration latency) throws InterruptedException {
        SuiteProcesses.Plan plan = SuiteProcesses.Plan.on(privateServers.servers())
                .only(SuiteProcesses.CLASSIFIER)
                .java(JAVA);
        try (FakeProviders providers = new FakeProviders(1, latency);
                SuiteProcesses suite = SuiteProcesses.prepare(plan);
                ExchangeCounter results = new ExchangeCounter(suite.vhost().administrator(), "results")) {
            String inlet = BurstExchange.to(suite.vhost().administrator(), "classifier.events");
            Burst.publish(suite.vhost().administratorAddress(), inlet, "flight", events);
            long free = Machine.share();
            suite.service(SuiteProcesses.CLASSIFIER).start(settings(providers));
            results.await(events / 4, LIMIT_SECONDS);
            return observe(latency, providers, suite, results, free);
        }
    }

    /** The second and third quarter: everything is warm, and there is still enough to do. */
    private Figures observe(
            Duration latency, FakeProviders providers, SuiteProcesses suite, ExchangeCounter results, long free)
            throws InterruptedException {
        long pid = suite.service(SuiteProcesses.CLASSIFIER).pid();
        ResourceUsage usage = new ResourceUsage(Map.of(
                "classifier", pid,
                "broker", privateServers.brokerPid(),
                "database", privateServers.databasePid(),
                "provider and bench", ProcessHandle.current().pid()));
        List<Integer> open = new ArrayList<>();
        long start = System.nanoTime();
        long first = results.count();
        while (results.count() < 3L * events / 4) {
            open.add(providers.primary().open());
            TimeUnit.MILLISECONDS.sleep(SAMPLE_MILLIS);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        List<Integer> sorted = open.stream().sorted().toList();
        return new Figures(
                latency,
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                (results.count() - first) / seconds,
                ResourceUsage.mostResidentMebibytes(pid),
                usage.processors(),
                free);
    }

    private static Map<String, String> settings(FakeProviders providers) {
        Map<String, String> settings = new HashMap<>(providers.settings("primary"));
        settings.put("WARREN_HOLDS_ENABLED", "false"); // no ledger
        settings.put("WARREN_AMQP_PREFETCH", Integer.toString(CALLS + CALLS / 10));
        settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(CALLS));
        settings.put("WARREN_PRIMARY_MAX_CONCURRENCY", Integer.toString(CALLS));
        settings.put("WARREN_PRIMARY_TIMEOUT", "60s");
        return settings;
    }
}

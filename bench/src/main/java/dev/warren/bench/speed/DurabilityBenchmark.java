package dev.warren.bench.speed;

import dev.warren.bench.lab.FakeProviders;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.SuiteProcesses;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What durability costs: bursts to the classifier and to the {@link Baseline} in turn, with a provider that answers at
 * once.
 */
final class DurabilityBenchmark {

    private static final int CONCURRENCY = 256;
    private static final int LIMIT_SECONDS = 300;
    private static final int WARM_UP = 10;
    private static final double NANOS = 1e9;
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final PrivateServers privateServers;
    private final int events;
    private final int rounds;

    DurabilityBenchmark(PrivateServers privateServers, int events, int rounds) {
        this.privateServers = privateServers;
        this.events = events;
        this.rounds = rounds;
    }

    /** Events per second, round by round; the first rounds, which warm both up, are left out. */
    record Figures(List<Double> classifier, List<Double> baseline) {

        double ratio() {
            return median(classifier) / median(baseline);
        }

        static double median(List<Double> values) {
            List<Double> sorted = values.stream().sorted().toList();
            int middle = sorted.size() / 2;
            return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        }
    }

    Figures measure() throws InterruptedException {
        SuiteProcesses.Plan plan = SuiteProcesses.Plan.on(privateServers.servers())
                .only(SuiteProcesses.CLASSIFIER)
                .java(JAVA.toArray(String[]::new));
        try (FakeProviders providers = new FakeProviders(1, Duration.ZERO);
                SuiteProcesses suite = SuiteProcesses.start(plan, settings(providers));
                ExchangeCounter results = new ExchangeCounter(suite.vhost().administrator(), "results")) {
            URI broker = suite.vhost().administratorAddress();
            String toClassifier = BurstExchange.to(suite.vhost().administrator(), "classifier.events");
            String toBaseline = BurstExchange.toNew(suite.vhost().administrator(), Baseline.QUEUE);
            try (var _ = new BaselineProcess(broker, providers.primary().address(), CONCURRENCY, JAVA)) {
                return inTurn(broker, toClassifier, toBaseline, results);
            }
        }
    }

    private Figures inTurn(URI broker, String toClassifier, String toBaseline, ExchangeCounter results)
            throws InterruptedException {
        List<Double> classifier = new ArrayList<>();
        List<Double> baseline = new ArrayList<>();
        for (int round = -WARM_UP; round < rounds; round++) {
            double one = perSecond(broker, toClassifier, "durable" + round, results);
            double other = perSecond(broker, toBaseline, "bare" + round, results);
            if (round >= 0) {
                classifier.add(one);
                baseline.add(other);
            }
        }
        return new Figures(classifier, baseline);
    }

    /** From the first publish to the last result; the publisher is faster than either consumer. */
    private double perSecond(URI broker, String exchange, String prefix, ExchangeCounter results)
            throws InterruptedException {
        long before = results.count();
        long start = System.nanoTime();
        Burst.publish(broker, exchange, prefix, events);
        results.await(before + events, LIMIT_SECONDS);
        return events / ((System.nanoTime() - start) / NANOS);
    }

    private static Map<String, String> settings(FakeProviders providers) {
        Map<String, String> settings = new HashMap<>(providers.settings("primary"));
        settings.put("WARREN_HOLDS_ENABLED", "false"); // no ledger
        settings.put("WARREN_AMQP_PREFETCH", Integer.toString(CONCURRENCY));
        settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(CONCURRENCY));
        settings.put("WARREN_PRIMARY_MAX_CONCURRENCY", Integer.toString(CONCURRENCY));
        return settings;
    }
}

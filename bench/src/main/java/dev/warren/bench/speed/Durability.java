package dev.warren.bench.speed;

import dev.warren.bench.lab.Nodes;
import dev.warren.bench.lab.Providers;
import dev.warren.bench.lab.Suite;
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
final class Durability {

    private static final int CONCURRENCY = 256;
    private static final int LIMIT_SECONDS = 300;
    private static final int WARM_UP = 10;
    private static final double NANOS = 1e9;
    private static final List<String> JAVA = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final Nodes nodes;
    private final int events;
    private final int rounds;

    Durability(Nodes nodes, int events, int rounds) {
        this.nodes = nodes;
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
        Suite.Plan plan = Suite.Plan.on(nodes.servers()).only(Suite.CLASSIFIER).java(JAVA.toArray(String[]::new));
        try (Providers providers = new Providers(1, Duration.ZERO);
                Suite suite = Suite.start(plan, settings(providers));
                Counter results = new Counter(suite.vhost().administrator(), "results")) {
            URI broker = suite.vhost().administratorAddress();
            String toClassifier = Inlet.to(suite.vhost().administrator(), "classifier.events");
            String toBaseline = Inlet.toNew(suite.vhost().administrator(), Baseline.QUEUE);
            try (var _ = new BaselineProcess(broker, providers.primary().address(), CONCURRENCY, JAVA)) {
                return inTurn(broker, toClassifier, toBaseline, results);
            }
        }
    }

    private Figures inTurn(URI broker, String toClassifier, String toBaseline, Counter results)
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
    private double perSecond(URI broker, String exchange, String prefix, Counter results) throws InterruptedException {
        long before = results.count();
        long start = System.nanoTime();
        Burst.publish(broker, exchange, prefix, events);
        results.await(before + events, LIMIT_SECONDS);
        return events / ((System.nanoTime() - start) / NANOS);
    }

    private static Map<String, String> settings(Providers providers) {
        Map<String, String> settings = new HashMap<>(providers.settings("primary"));
        settings.put("WARREN_HOLDS_ENABLED", "false"); // no ledger
        settings.put("WARREN_AMQP_PREFETCH", Integer.toString(CONCURRENCY));
        settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(CONCURRENCY));
        settings.put("WARREN_PRIMARY_MAX_CONCURRENCY", Integer.toString(CONCURRENCY));
        return settings;
    }
}

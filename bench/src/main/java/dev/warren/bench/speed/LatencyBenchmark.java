package dev.warren.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.FakeProviders;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.ResourceUsage;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How long an event takes from the producer's publish to the frame on the stream, through all services, with a provider
 * that answers at once: the suite's own share, the broker's and the database's included.
 */
final class LatencyBenchmark {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PORTION = 200;
    private static final int OUTSTANDING = 100;
    private static final Duration SETTLING = Duration.ofSeconds(10);
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final PrivateServers privateServers;
    private final Duration warmUp;
    private final Duration length;
    private final List<Integer> rates;

    LatencyBenchmark(PrivateServers privateServers, Duration warmUp, Duration length, List<Integer> rates) {
        this.privateServers = privateServers;
        this.warmUp = warmUp;
        this.length = length;
        this.rates = List.copyOf(rates);
    }

    /**
     * Milliseconds.
     *
     * @param perSecond events
     * @param processors that each program kept busy
     */
    record Figures(
            int perSecond,
            int events,
            double p50,
            double p90,
            double p99,
            double most,
            Map<String, Double> processors) {

        static Figures of(int perSecond, double[] millis, Map<String, Double> processors) {
            Arrays.sort(millis);
            return new Figures(
                    perSecond,
                    millis.length,
                    at(millis, 0.5),
                    at(millis, 0.9),
                    at(millis, 0.99),
                    millis[millis.length - 1],
                    processors);
        }

        private static double at(double[] sorted, double share) {
            return sorted[(int) Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)];
        }
    }

    List<Figures> measure() throws IOException, InterruptedException {
        SuiteProcesses.Plan plan =
                SuiteProcesses.Plan.on(privateServers.servers()).java("-Xmx256m", "-XX:+UseSerialGC");
        try (FakeProviders providers = new FakeProviders(1, Duration.ZERO);
                SuiteProcesses suite = SuiteProcesses.start(plan, providers.settings("primary"));
                StreamFollower streamFollower = new StreamFollower(suite.address(SuiteProcesses.NOTIFIER));
                SinglePublisher publisher = new SinglePublisher(suite.producer())) {
            warmUp(streamFollower, publisher);
            List<Figures> figures = new ArrayList<>();
            for (int perSecond : rates) {
                await(streamFollower, publish(publisher, "pace-" + perSecond, perSecond, SETTLING));
                figures.add(measure(suite, streamFollower, publisher, perSecond));
            }
            return figures;
        }
    }

    private Figures measure(
            SuiteProcesses suite, StreamFollower streamFollower, SinglePublisher publisher, int perSecond)
            throws IOException, InterruptedException {
        ResourceUsage usage = new ResourceUsage(programs(suite));
        Map<String, Long> published = publish(publisher, "timed-" + perSecond, perSecond, length);
        Map<String, Double> processors = usage.processors();
        await(streamFollower, published);
        double[] millis = published.entrySet().stream()
                .mapToDouble(
                        event -> (streamFollower.arrived().get(event.getKey()) - event.getValue()) / NANOS_PER_MILLI)
                .toArray();
        return Figures.of(perSecond, millis, processors);
    }

    /** As fast as the results come: what runs often is compiled then, and no longer while the time is taken. */
    private void warmUp(StreamFollower streamFollower, SinglePublisher publisher) throws IOException {
        long end = System.nanoTime() + warmUp.toNanos();
        for (int published = 0; System.nanoTime() < end; ) {
            for (JsonNode event : SampleTexts.of("warm-" + published, PORTION)) {
                while (published - streamFollower.arrived().size() >= OUTSTANDING && System.nanoTime() < end) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                publisher.publish(event);
                published++;
            }
        }
    }

    /** At an even pace, whatever the suite does; returns when each was published. */
    private static Map<String, Long> publish(SinglePublisher publisher, String prefix, int perSecond, Duration length)
            throws IOException {
        int count = (int) (length.toSeconds() * perSecond);
        List<JsonNode> events = new ArrayList<>(SampleTexts.of(prefix, count));
        Map<String, Long> published = new HashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(i) / perSecond - System.nanoTime());
            JsonNode event = events.get(i);
            published.put(event.get("id").asText(), System.nanoTime());
            publisher.publish(event);
        }
        return published;
    }

    private static void await(StreamFollower streamFollower, Map<String, Long> published) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!streamFollower.arrived().keySet().containsAll(published.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("some results have not arrived within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Map<String, Long> programs(SuiteProcesses suite) {
        Map<String, Long> programs = new HashMap<>();
        SuiteProcesses.SERVICES.forEach(
                name -> programs.put(name, suite.service(name).pid()));
        programs.put("broker", privateServers.brokerPid());
        programs.put("database", privateServers.databasePid());
        programs.put("provider and bench", ProcessHandle.current().pid());
        return programs;
    }
}

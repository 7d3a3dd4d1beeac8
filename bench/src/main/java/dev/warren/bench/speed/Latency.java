package dev.warren.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.lab.Nodes;
import dev.warren.bench.lab.Providers;
import dev.warren.bench.lab.Suite;
import dev.warren.bench.lab.Tickets;
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
final class Latency {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final int PER_SECOND = 200;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Nodes nodes;
    private final Duration warmUp;
    private final Duration length;

    Latency(Nodes nodes, Duration warmUp, Duration length) {
        this.nodes = nodes;
        this.warmUp = warmUp;
        this.length = length;
    }

    /**
     * Milliseconds.
     *
     * @param processors that each program kept busy
     */
    record Figures(int events, double p50, double p90, double p99, double most, Map<String, Double> processors) {

        static Figures of(double[] millis, Map<String, Double> processors) {
            Arrays.sort(millis);
            return new Figures(
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

    Figures measure() throws IOException, InterruptedException {
        Suite.Plan plan = Suite.Plan.on(nodes.servers()).java("-Xmx256m", "-XX:+UseSerialGC");
        try (Providers providers = new Providers(1, Duration.ZERO);
                Suite suite = Suite.start(plan, providers.settings("primary"));
                Stream stream = new Stream(suite.address(Suite.NOTIFIER));
                SinglePublisher publisher = new SinglePublisher(suite.producer())) {
            await(stream, publish(publisher, "warm", warmUp));
            Usage usage = new Usage(programs(suite));
            Map<String, Long> published = publish(publisher, "timed", length);
            Map<String, Double> processors = usage.processors();
            await(stream, published);
            double[] millis = published.entrySet().stream()
                    .mapToDouble(event -> (stream.arrived().get(event.getKey()) - event.getValue()) / NANOS_PER_MILLI)
                    .toArray();
            return Figures.of(millis, processors);
        }
    }

    /** At an even pace, whatever the suite does; returns when each was published. */
    private static Map<String, Long> publish(SinglePublisher publisher, String prefix, Duration length)
            throws IOException {
        int count = (int) (length.toSeconds() * PER_SECOND);
        List<JsonNode> events = new ArrayList<>(Tickets.of(prefix, count));
        Map<String, Long> published = new HashMap<>();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(i) / PER_SECOND - System.nanoTime());
            JsonNode event = events.get(i);
            published.put(event.get("id").asText(), System.nanoTime());
            publisher.publish(event);
        }
        return published;
    }

    private static void await(Stream stream, Map<String, Long> published) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!stream.arrived().keySet().containsAll(published.keySet())) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("some results have not arrived within " + LIMIT);
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private Map<String, Long> programs(Suite suite) {
        Map<String, Long> programs = new HashMap<>();
        Suite.SERVICES.forEach(name -> programs.put(name, suite.service(name).pid()));
        programs.put("broker", nodes.brokerPid());
        programs.put("database", nodes.databasePid());
        programs.put("provider and bench", ProcessHandle.current().pid());
        return programs;
    }
}

package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.Witness;
import dev.warren.bench.lab.HostileMessages;
import dev.warren.bench.lab.Nodes;
import dev.warren.bench.lab.Probe;
import dev.warren.bench.lab.Providers;
import dev.warren.bench.lab.Suite;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The whole suite on servers of its own, its providers, and somebody who reads along: where a scenario is played.
 * Closing it stops everything, once, also when the program is interrupted.
 */
public final class Stage implements AutoCloseable {

    /** Events that an AI consumer works on at the same time. */
    static final int CONCURRENCY = 64;

    private static final String PATIENCE = "5s";
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Map<String, Duration> DELAYS =
            Map.of("1m", Duration.ofSeconds(10), "10m", Duration.ofSeconds(20));

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Map<String, Integer> kills = new ConcurrentHashMap<>();
    private final List<String> hostile = new CopyOnWriteArrayList<>();
    private final Witness witness = new Witness();
    private final Nodes nodes;
    private final Providers providers;
    private final Suite suite;

    Stage(Path state, String chain, long seed) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            nodes = Nodes.start(state);
            stops.push(nodes::close);
            providers = new Providers(seed, LATENCY);
            stops.push(providers::close);
            Map<String, String> settings = new HashMap<>(providers.settings(chain));
            settings.put("WARREN_PRIMARY_TIMEOUT", PATIENCE);
            settings.put("WARREN_SECONDARY_TIMEOUT", PATIENCE);
            settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(CONCURRENCY));
            suite = Suite.start(Suite.Plan.on(nodes.servers()).retrying(DELAYS).withWires(), settings);
            stops.push(suite::close);
            readAlong("results", witness::result);
            readAlong("usage", witness::usage);
            readDeadLetters();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    Nodes nodes() {
        return nodes;
    }

    Providers providers() {
        return providers;
    }

    Suite suite() {
        return suite;
    }

    Witness witness() {
        return witness;
    }

    /** SIGKILL, and a new process at once; returns when it is ready. */
    void kill(String service) {
        suite.service(service).kill();
        kills.merge(service, 1, Integer::sum);
        suite.service(service).start(Map.of());
        suite.service(service).awaitReady();
    }

    /**
     * Sends what no event is, in every kind, to where events are published; returns when the broker has confirmed it.
     */
    void sendHostileMessages() throws InterruptedException {
        hostile.addAll(new HostileMessages(suite.producer()).send());
    }

    /** How many messages were sent that are no events. */
    int hostileSent() {
        return hostile.size();
    }

    /** The ids of those among them that are not yet dead letters. */
    List<String> hostileWithoutDeadLetter() {
        return hostile.stream().filter(id -> witness.deadLetters(id) == 0).toList();
    }

    /** The ids of those that became more than one dead letter, as they may where a process was killed. */
    List<String> hostileWithMoreDeadLetters() {
        return hostile.stream().filter(id -> witness.deadLetters(id) > 1).toList();
    }

    /** Whether no process was killed. */
    boolean isUndisturbed() {
        return kills.isEmpty();
    }

    /** How many calls may have been in flight on the processes that were killed, at most. */
    int mayHaveBeenInFlight() {
        return CONCURRENCY * (kills.getOrDefault(Suite.CLASSIFIER, 0) + kills.getOrDefault(Suite.SUMMARIZER, 0));
    }

    @Override
    public void close() {
        synchronized (stops) {
            while (!stops.isEmpty()) {
                stops.pop().run();
            }
        }
    }

    private void readAlong(String exchange, Consumer<JsonNode> by) {
        Probe probe = Probe.ofJson(suite.vhost().administrator(), exchange, by);
        stops.push(probe::close);
    }

    private void readDeadLetters() {
        Probe probe = new Probe(
                suite.vhost().administrator(),
                "dead-letters",
                (properties, body) -> witness.deadLetter(properties.getMessageId()));
        stops.push(probe::close);
    }
}

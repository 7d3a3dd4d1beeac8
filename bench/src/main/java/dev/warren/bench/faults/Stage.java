package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.Witness;
import dev.warren.bench.lab.HostileMessages;
import dev.warren.bench.lab.LedgerApi;
import dev.warren.bench.lab.Nodes;
import dev.warren.bench.lab.Probe;
import dev.warren.bench.lab.Providers;
import dev.warren.bench.lab.Suite;
import dev.warren.bench.lab.Tickets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
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

    private static final String PATIENCE = "5s";
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);
    private static final BigDecimal PLENTY = BigDecimal.valueOf(1_000);
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Map<String, Duration> DELAYS =
            Map.of("1m", Duration.ofSeconds(10), "10m", Duration.ofSeconds(20));

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Map<String, Integer> kills = new ConcurrentHashMap<>();
    private final List<String> hostile = new CopyOnWriteArrayList<>();
    private final Witness witness = new Witness();
    private final TimeLapse time;
    private final int concurrency;
    private final Nodes nodes;
    private final Providers providers;
    private final Suite suite;

    Stage(Path state, Scenario scenario, long seed) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        time = scenario.time();
        concurrency = scenario.concurrency();
        try {
            nodes = Nodes.start(state);
            stops.push(nodes::close);
            providers = new Providers(seed, time.of(LATENCY));
            stops.push(providers::close);
            Map<String, Duration> delays = time.equals(TimeLapse.NONE) ? DELAYS : time.delays();
            suite = Suite.start(
                    Suite.Plan.on(nodes.servers()).retrying(delays).withWires(),
                    service -> settings(service, scenario));
            stops.push(suite::close);
            readAlong("results", witness::result);
            readAlong("usage", witness::usage);
            readDeadLetters();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> settings(String service, Scenario scenario) {
        return switch (service) {
            case Suite.CLASSIFIER -> classifier(scenario);
            case Suite.SUMMARIZER -> consumer(scenario);
            default -> Map.of();
        };
    }

    private Map<String, String> classifier(Scenario scenario) {
        Map<String, String> settings = new HashMap<>(consumer(scenario));
        if (!scenario.second().isEmpty()) {
            settings.putAll(Tickets.secondFeature(scenario.second()));
        }
        return settings;
    }

    private Map<String, String> consumer(Scenario scenario) {
        Map<String, String> settings = new HashMap<>(providers.settings(scenario.chain()));
        settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(scenario.concurrency()));
        if (time.equals(TimeLapse.NONE)) {
            settings.put("WARREN_PRIMARY_TIMEOUT", PATIENCE);
            settings.put("WARREN_SECONDARY_TIMEOUT", PATIENCE);
        } else {
            settings.putAll(time.settings());
        }
        if (scenario.demandsManyRequests()) {
            settings.put("WARREN_PRIMARY_BREAKER_DELAY", time.of(EACH_SECOND).toMillis() + "ms");
        }
        return settings;
    }

    Nodes nodes() {
        return nodes;
    }

    /** How fast it is played. */
    TimeLapse time() {
        return time;
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

    /** SIGTERM, and a new process when the old one has ended; returns when it is ready. */
    void restart(String service) {
        suite.service(service).close();
        suite.service(service).start(Map.of());
        suite.service(service).awaitReady();
    }

    /** Gives each user a hard budget that is larger than anything. */
    void limitEveryUser() {
        try (LedgerApi ledger = new LedgerApi(suite.address(Suite.LEDGER))) {
            ledger.make("*", PLENTY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
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
        return concurrency * (kills.getOrDefault(Suite.CLASSIFIER, 0) + kills.getOrDefault(Suite.SUMMARIZER, 0));
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

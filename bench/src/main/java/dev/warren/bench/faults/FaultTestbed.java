package dev.warren.bench.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.MessageRecorder;
import dev.warren.bench.lab.ExchangeListener;
import dev.warren.bench.lab.FakeProviders;
import dev.warren.bench.lab.HostileMessages;
import dev.warren.bench.lab.LedgerApi;
import dev.warren.bench.lab.PrivateServers;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
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
public final class FaultTestbed implements AutoCloseable {

    private static final String PATIENCE = "5s";
    private static final Duration EACH_SECOND = Duration.ofSeconds(1);
    private static final BigDecimal PLENTY = BigDecimal.valueOf(1_000);
    private static final Duration LATENCY = Duration.ofMillis(200);
    private static final Map<String, Duration> DELAYS =
            Map.of("1m", Duration.ofSeconds(10), "10m", Duration.ofSeconds(20));

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Map<String, Integer> kills = new ConcurrentHashMap<>();
    private final List<String> hostile = new CopyOnWriteArrayList<>();
    private final MessageRecorder messageRecorder = new MessageRecorder();
    private final TimeLapse time;
    private final int concurrency;
    private final PrivateServers privateServers;
    private final FakeProviders providers;
    private final SuiteProcesses suite;

    FaultTestbed(Path state, FaultScenario scenario, long seed) {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        time = scenario.time();
        concurrency = scenario.concurrency();
        try {
            privateServers = PrivateServers.start(state);
            stops.push(privateServers::close);
            providers = new FakeProviders(seed, time.of(LATENCY));
            stops.push(providers::close);
            Map<String, Duration> delays = time.equals(TimeLapse.NONE) ? DELAYS : time.delays();
            suite = SuiteProcesses.start(
                    SuiteProcesses.Plan.on(privateServers.servers())
                            .retrying(delays)
                            .withWires(),
                    service -> settings(service, scenario));
            stops.push(suite::close);
            readAlong("results", messageRecorder::result);
            readAlong("usage", messageRecorder::usage);
            readDeadLetters();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Map<String, String> settings(String service, FaultScenario scenario) {
        if (service.equals(SuiteProcesses.CLASSIFIER)) {
            return classifier(scenario);
        }
        return SuiteProcesses.isAiConsumer(service) ? consumer(scenario) : Map.of();
    }

    private Map<String, String> classifier(FaultScenario scenario) {
        Map<String, String> settings = new HashMap<>(consumer(scenario));
        if (!scenario.second().isEmpty()) {
            settings.putAll(SampleTexts.secondFeature(scenario.second()));
        }
        return settings;
    }

    private Map<String, String> consumer(FaultScenario scenario) {
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

    PrivateServers nodes() {
        return privateServers;
    }

    /** How fast it is played. */
    TimeLapse time() {
        return time;
    }

    FakeProviders providers() {
        return providers;
    }

    SuiteProcesses suite() {
        return suite;
    }

    MessageRecorder witness() {
        return messageRecorder;
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
        try (LedgerApi ledger = new LedgerApi(suite.address(SuiteProcesses.LEDGER))) {
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
        return hostile.stream()
                .filter(id -> messageRecorder.deadLetters(id) == 0)
                .toList();
    }

    /** The ids of those that became more than one dead letter, as they may where a process was killed. */
    List<String> hostileWithMoreDeadLetters() {
        return hostile.stream()
                .filter(id -> messageRecorder.deadLetters(id) > 1)
                .toList();
    }

    /** Whether no process was killed. */
    boolean isUndisturbed() {
        return kills.isEmpty();
    }

    /** How many calls may have been in flight on the processes that were killed, at most. */
    int mayHaveBeenInFlight() {
        return concurrency
                * (kills.getOrDefault(SuiteProcesses.CLASSIFIER, 0) + kills.getOrDefault(SuiteProcesses.SUMMARIZER, 0));
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
        ExchangeListener exchangeListener =
                ExchangeListener.ofJson(suite.vhost().administrator(), exchange, by);
        stops.push(exchangeListener::close);
    }

    private void readDeadLetters() {
        ExchangeListener exchangeListener = new ExchangeListener(
                suite.vhost().administrator(),
                "dead-letters",
                (properties, body) -> messageRecorder.deadLetter(properties.getMessageId()));
        stops.push(exchangeListener::close);
    }
}

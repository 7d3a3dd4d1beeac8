package dev.warren.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.DeliverCallback;
import dev.warren.bench.audit.MessageRecorder;
import dev.warren.bench.lab.ExchangeListener;
import dev.warren.bench.lab.FakeProviders;
import dev.warren.bench.lab.LedgerApi;
import dev.warren.bench.lab.RetryingProducer;
import dev.warren.bench.lab.ServiceProcess;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.testing.Servers;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A ledger with a hard budget, several classifiers of one kind, their provider, and somebody who reads along. Closing
 * it stops everything, once, also when the program is interrupted.
 */
final class BudgetTestbed implements AutoCloseable {

    /** Events that a classifier works on at the same time. */
    static final int CONCURRENCY = 64;

    /** Held messages that one confirm is for. */
    private static final int LOOKED_THROUGH_TOGETHER = 20;

    /** The queue of held events. */
    static final String HELD = "classifier.held";

    /** Whose budget it is. */
    static final String USER = "u-1";

    /** Longer than it takes until a call of a killed process is known, and short enough to wait for. */
    private static final String LIFETIME = "120s";

    /** Longer than an answer takes on a busy machine, and short enough to wait for one that does not come. */
    private static final String TIMEOUT = "25s";

    private static final Map<String, Duration> DELAYS =
            Map.of("1m", Duration.ofSeconds(10), "10m", Duration.ofSeconds(20));

    private static final Duration LULL = Duration.ofSeconds(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final List<ServiceProcess> classifiers = new ArrayList<>();
    private final MessageRecorder messageRecorder = new MessageRecorder();
    private final FakeProviders providers;
    private final SuiteProcesses suite;
    private final LedgerApi ledger;
    private int killed;

    /** The budget is there before the first classifier is. */
    BudgetTestbed(Servers servers, BudgetScenario scenario, long seed, BigDecimal limit)
            throws IOException, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        try {
            providers = new FakeProviders(seed, scenario.latency());
            stops.push(providers::close);
            providers.primary().behave(scenario.provider());
            suite = SuiteProcesses.prepare(SuiteProcesses.Plan.on(servers)
                    .only(SuiteProcesses.LEDGER, SuiteProcesses.CLASSIFIER)
                    .retrying(DELAYS));
            stops.push(suite::close);
            suite.service(SuiteProcesses.LEDGER).start(Map.of());
            suite.service(SuiteProcesses.LEDGER).awaitReady();
            ledger = new LedgerApi(suite.address(SuiteProcesses.LEDGER));
            stops.push(ledger::close);
            ledger.make(USER, limit);
            startClassifiers(scenario.classifiers());
            readAlong("results", messageRecorder::result);
            readAlong("usage", messageRecorder::usage);
        } catch (IOException | InterruptedException | RuntimeException e) {
            close();
            throw e;
        }
    }

    FakeProviders providers() {
        return providers;
    }

    SuiteProcesses suite() {
        return suite;
    }

    LedgerApi ledger() {
        return ledger;
    }

    MessageRecorder witness() {
        return messageRecorder;
    }

    /** Publishes events as they are after intake; returns when the broker has confirmed all of them. */
    void publish(List<JsonNode> events) throws InterruptedException {
        try (RetryingProducer producer = new RetryingProducer(suite.vhost().administratorAddress(), "events")) {
            producer.publish(events);
        }
    }

    /** SIGKILL, and a new process at once. */
    void strike(BudgetScenario.Strike strike) {
        boolean isClassifier = strike.service().equals(SuiteProcesses.CLASSIFIER);
        ServiceProcess process =
                isClassifier ? classifiers.get(strike.number() % classifiers.size()) : suite.service(strike.service());
        process.awaitReady();
        process.kill();
        killed += isClassifier ? 1 : 0;
        process.start(Map.of());
    }

    /** Returns when all processes are ready. */
    void awaitReady() {
        suite.service(SuiteProcesses.LEDGER).awaitReady();
        classifiers.forEach(ServiceProcess::awaitReady);
    }

    /**
     * The events of so many held messages, in the order of their queue. They stay where they are: what one consumer
     * gives back is in order again.
     */
    List<String> held(long count) throws IOException, TimeoutException, InterruptedException {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        List<String> held = new ArrayList<>();
        try (Connection connection = suite.vhost().administrator().newConnection("a look at what is held")) {
            Channel channel = connection.createChannel();
            DeliverCallback look = (tag, message) ->
                    events.add(JSON.readTree(message.getBody()).get("id").asText());
            channel.basicConsume(HELD, false, look, tag -> {});
            String next = "";
            while (next != null && held.size() < count) {
                next = events.poll(LULL.toMillis(), TimeUnit.MILLISECONDS);
                Optional.ofNullable(next).ifPresent(held::add);
            }
        }
        return held;
    }

    /**
     * How many messages may wait beside one for each held event, at most. A process that is killed between the broker's
     * confirm and the acknowledgement leaves both messages, the new one and the one that it came from, which is held
     * once more, or done. That goes for the events in flight, and for the messages that it was looking through.
     */
    int mayWaitNeedlessly() {
        return (CONCURRENCY + LOOKED_THROUGH_TOGETHER) * killed;
    }

    /** How many calls may have been in flight on the processes that were killed, at most. */
    int mayHaveBeenInFlight() {
        return CONCURRENCY * killed;
    }

    @Override
    public void close() {
        synchronized (stops) {
            while (!stops.isEmpty()) {
                stops.pop().run();
            }
        }
    }

    private void startClassifiers(int count) {
        Map<String, String> settings = new HashMap<>(providers.settings("primary"));
        settings.put("WARREN_AMQP_CONCURRENCY", Integer.toString(CONCURRENCY));
        settings.put("WARREN_HOLDS_LIFETIME", LIFETIME);
        settings.put("WARREN_PRIMARY_TIMEOUT", TIMEOUT);
        classifiers.add(suite.service(SuiteProcesses.CLASSIFIER));
        while (classifiers.size() < count) {
            classifiers.add(suite.another(SuiteProcesses.CLASSIFIER));
        }
        classifiers.forEach(classifier -> classifier.start(settings));
        awaitReady();
    }

    private void readAlong(String exchange, Consumer<JsonNode> by) {
        ExchangeListener exchangeListener =
                ExchangeListener.ofJson(suite.vhost().administrator(), exchange, by);
        stops.push(exchangeListener::close);
    }
}

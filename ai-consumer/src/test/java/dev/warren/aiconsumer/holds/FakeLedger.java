package dev.warren.aiconsumer.holds;

import com.rabbitmq.client.AMQP;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.Topology;
import dev.warren.contracts.json.PooledJson;
import dev.warren.contracts.v1.BudgetRules;
import dev.warren.contracts.v1.BudgetRules.Exhausted;
import dev.warren.contracts.v1.BudgetRules.Rule;
import dev.warren.contracts.v1.BudgetRules.Scope;
import dev.warren.contracts.v1.HoldDecided;
import dev.warren.contracts.v1.HoldDecided.Decision;
import dev.warren.contracts.v1.HoldReleased;
import dev.warren.contracts.v1.HoldRequested;
import dev.warren.testing.Broker;
import dev.warren.testing.ReceivedMessage;
import io.cloudevents.CloudEvent;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;

/** The other side of the line: takes requests from the ledger's queue, and answers as a test says. */
final class FakeLedger {

    static final String BUDGET = "daily";
    static final Instant UNTIL = Instant.parse("2100-01-01T00:00:00Z");
    static final Scope EACH_USER = new Scope("*", null, null, null, null);

    private static final AtomicLong VERSION = new AtomicLong();
    private static final Duration PAUSE = Duration.ofMillis(2);
    private static final String QUEUE = "cost-ledger.holds";
    private static final Clock CLOCK = Clock.systemUTC();

    private final Broker broker;
    private final List<CloudEvent> requests = new CopyOnWriteArrayList<>();
    private final List<String> released = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile Function<HoldRequested, Decision> deciding = request -> Decision.GRANTED;
    private volatile BigDecimal bound = new BigDecimal("0.0123");

    FakeLedger(Broker broker) {
        this.broker = broker;
        broker.purge(QUEUE);
        this.thread = Thread.ofVirtual().start(this::run);
    }

    /** How it decides from now on; null for no answer. */
    void decides(Function<HoldRequested, Decision> how) {
        deciding = how;
    }

    /** From now on every user has a budget, and those named have spent theirs. */
    void limitsUsers(String... spent) {
        List<Exhausted> exhausted = Stream.of(spent)
                .map(user -> new Exhausted(BUDGET, of(user), UNTIL, null))
                .toList();
        publish(List.of(new Rule(BUDGET, EACH_USER)), exhausted);
    }

    /** From now on every user has a budget, and the one named has room for calls below a bound alone. */
    void limitsUserTo(String user, String refused) {
        publish(
                List.of(new Rule(BUDGET, EACH_USER)),
                List.of(new Exhausted(BUDGET, of(user), UNTIL, new BigDecimal(refused))));
    }

    /** What every call costs at most from now on. */
    void prices(String amount) {
        bound = new BigDecimal(amount);
    }

    /** From now on there are no budgets. */
    void limitsNobody() {
        publish(List.of(), List.of());
    }

    /** What it was asked, in order. */
    List<HoldRequested> requests() {
        return requests.stream()
                .map(request -> ContractCodec.data(request, HoldRequested.class))
                .toList();
    }

    List<CloudEvent> messages() {
        return requests;
    }

    /** The ids of calls that were not made after all. */
    List<String> released() {
        return released;
    }

    private static Scope of(String user) {
        return new Scope(user, null, null, null, null);
    }

    private void publish(List<Rule> hard, List<Exhausted> exhausted) {
        BudgetRules rules = new BudgetRules(VERSION.incrementAndGet(), hard, exhausted);
        broker.publish(
                Topology.BUDGETS,
                Topology.RULES_KEY,
                PooledJson.write(ContractCodec.rules("cost-ledger", rules, CLOCK)),
                properties().build());
    }

    private void run() {
        try {
            while (true) {
                broker.poll(QUEUE).ifPresentOrElse(this::on, FakeLedger::pause);
            }
        } catch (IllegalStateException e) {
            // the test is over
        }
    }

    private void on(ReceivedMessage message) {
        CloudEvent event = PooledJson.read(message.body());
        if (event.getType().equals(HoldReleased.TYPE)) {
            released.add(ContractCodec.data(event, HoldReleased.class).callId());
            return;
        }
        requests.add(event);
        HoldRequested request = ContractCodec.data(event, HoldRequested.class);
        Decision decision = deciding.apply(request);
        if (decision != null) {
            answer(message, decided(request, decision));
        }
    }

    private void answer(ReceivedMessage request, HoldDecided decided) {
        broker.publish(
                "",
                request.properties().getReplyTo(),
                PooledJson.write(ContractCodec.decision("cost-ledger", decided, CLOCK)),
                properties()
                        .correlationId(request.properties().getCorrelationId())
                        .build());
    }

    private HoldDecided decided(HoldRequested request, Decision decision) {
        boolean granted = decision == Decision.GRANTED;
        return new HoldDecided(
                request.callId(),
                decision,
                bound,
                "USD",
                granted ? null : BUDGET,
                decision == Decision.EXHAUSTED ? UNTIL : null,
                granted ? null : "The budget daily is " + decision.value());
    }

    private static AMQP.BasicProperties.Builder properties() {
        return new AMQP.BasicProperties.Builder().contentType(ContractCodec.CLOUDEVENTS_JSON);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns when it takes nothing more. */
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }
}

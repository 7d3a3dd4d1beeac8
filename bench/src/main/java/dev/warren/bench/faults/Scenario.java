package dev.warren.bench.faults;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.Suite;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is broken in a run.
 *
 * @param name in the table
 * @param chain the providers that both AI consumers ask
 * @param second the providers of a second feature that every ticket has; empty for none
 * @param concurrency how many events each AI consumer works on at a time
 * @param time how fast it is played
 * @param faults in order, spread over the flow
 */
public record Scenario(String name, String chain, String second, int concurrency, TimeLapse time, List<Fault> faults) {

    private static final String NONE = "";

    /** Twenty times as fast: 25 minutes are 75 seconds. */
    private static final TimeLapse FAST = new TimeLapse(20);

    private static final int MANY = 64;
    private static final int ONE = 1;
    private static final String ALONE = "primary";
    private static final String CHAIN = "primary,secondary,local";

    /** Each fault in a run of its own. */
    public static List<Scenario> each() {
        return Stream.concat(brief().stream(), longer().stream()).toList();
    }

    private static List<Scenario> brief() {
        return List.of(
                inRealTime("nothing", ALONE, List.of()),
                twice("kill-intake", CHAIN, Fault.kill(Suite.INTAKE)),
                twice("kill-classifier", ALONE, Fault.kill(Suite.CLASSIFIER)),
                twice("kill-summarizer", ALONE, Fault.kill(Suite.SUMMARIZER)),
                twice("kill-notifier", CHAIN, Fault.kill(Suite.NOTIFIER)),
                twice("kill-cost-ledger", ALONE, Fault.kill(Suite.LEDGER)),
                twice("kill-broker", ALONE, Fault.killBroker()),
                twice("cut-connections", CHAIN, Fault.cutConnections()),
                twice("restart-database", ALONE, Fault.restartDatabase()),
                twice("provider-down", ALONE, Fault.providerDown()),
                twice("provider-down-chain", CHAIN, Fault.providerDown()),
                twice("provider-slow", CHAIN, Fault.provider(Behaviour.CRAWLS)),
                twice("provider-429", ALONE, Fault.provider(Behaviour.ASKS_FOR_PATIENCE)),
                twice("provider-malformed", CHAIN, Fault.provider(Behaviour.MUMBLES)),
                twice("hostile-messages", ALONE, Fault.hostileMessages()),
                twice("provider-odd", ALONE, Fault.provider(Behaviour.SAYS_ODD_THINGS)),
                twice("stop-in-mid-call", ALONE, Fault.stop(Suite.CLASSIFIER, Suite.SUMMARIZER)));
    }

    /** What is away for longer than all delays of the broker together. */
    private static List<Scenario> longer() {
        return List.of(
                new Scenario(
                        "ledger-away", ALONE, NONE, MANY, FAST, List.of(Fault.hardBudgets(), Fault.away(Suite.LEDGER))),
                new Scenario("one-chain-away", ALONE, "secondary", MANY, FAST, List.of(Fault.primaryAway())),
                new Scenario("providers-away", ALONE, ALONE, MANY, FAST, List.of(Fault.primaryAway())),
                new Scenario("providers-fail", ALONE, NONE, ONE, FAST, List.of(Fault.primaryFails())));
    }

    /** Whether what was broken came back before anybody had to give up: then every piece of work has its answer. */
    boolean demandsAnswers() {
        return time.equals(FAST);
    }

    /** Whether one event is asked for again and again until the provider is back. */
    boolean demandsManyRequests() {
        return concurrency == ONE;
    }

    /** All faults in one run. */
    public static Scenario mixed() {
        return inRealTime(
                "mixed",
                CHAIN,
                List.of(
                        Fault.kill(Suite.CLASSIFIER),
                        Fault.hostileMessages(),
                        Fault.provider(Behaviour.CRAWLS),
                        Fault.killBroker(),
                        Fault.kill(Suite.SUMMARIZER),
                        Fault.restartDatabase(),
                        Fault.kill(Suite.INTAKE),
                        Fault.providerDown(),
                        Fault.kill(Suite.LEDGER),
                        Fault.cutConnections(),
                        Fault.kill(Suite.NOTIFIER),
                        Fault.provider(Behaviour.ASKS_FOR_PATIENCE),
                        Fault.kill(Suite.CLASSIFIER),
                        Fault.provider(Behaviour.MUMBLES)));
    }

    /** Each kind of fault once, in one run of a few minutes. */
    public static Scenario shortened() {
        return inRealTime(
                "shortened",
                ALONE,
                List.of(
                        Fault.kill(Suite.CLASSIFIER),
                        Fault.killBroker(),
                        Fault.provider(Behaviour.MUMBLES),
                        Fault.restartDatabase(),
                        Fault.kill(Suite.SUMMARIZER),
                        Fault.providerDown(),
                        Fault.cutConnections(),
                        Fault.kill(Suite.LEDGER),
                        Fault.provider(Behaviour.ASKS_FOR_PATIENCE),
                        Fault.hostileMessages(),
                        Fault.kill(Suite.INTAKE),
                        Fault.kill(Suite.NOTIFIER)));
    }

    private static Scenario twice(String name, String chain, Fault fault) {
        return inRealTime(name, chain, List.of(fault, fault));
    }

    private static Scenario inRealTime(String name, String chain, List<Fault> faults) {
        return new Scenario(name, chain, NONE, MANY, TimeLapse.NONE, faults);
    }
}

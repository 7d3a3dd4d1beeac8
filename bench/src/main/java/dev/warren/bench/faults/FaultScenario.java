package dev.warren.bench.faults;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.SuiteProcesses;
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
public record FaultScenario(
        String name, String chain, String second, int concurrency, TimeLapse time, List<InjectedFault> faults) {

    private static final String NONE = "";

    /** Twenty times as fast: 25 minutes are 75 seconds. */
    private static final TimeLapse FAST = new TimeLapse(20);

    private static final int MANY = 64;
    private static final int ONE = 1;
    private static final String ALONE = "primary";
    private static final String CHAIN = "primary,secondary,local";

    /** Each fault in a run of its own. */
    public static List<FaultScenario> each() {
        return Stream.concat(brief().stream(), longer().stream()).toList();
    }

    private static List<FaultScenario> brief() {
        return List.of(
                inRealTime("nothing", ALONE, List.of()),
                twice("kill-intake", CHAIN, InjectedFault.kill(SuiteProcesses.INTAKE)),
                twice("kill-classifier", ALONE, InjectedFault.kill(SuiteProcesses.CLASSIFIER)),
                twice("kill-summarizer", ALONE, InjectedFault.kill(SuiteProcesses.SUMMARIZER)),
                twice("kill-notifier", CHAIN, InjectedFault.kill(SuiteProcesses.NOTIFIER)),
                twice("kill-cost-ledger", ALONE, InjectedFault.kill(SuiteProcesses.LEDGER)),
                twice("kill-broker", ALONE, InjectedFault.killBroker()),
                twice("cut-connections", CHAIN, InjectedFault.cutConnections()),
                twice("restart-database", ALONE, InjectedFault.restartDatabase()),
                twice("provider-down", ALONE, InjectedFault.providerDown()),
                twice("provider-down-chain", CHAIN, InjectedFault.providerDown()),
                twice("provider-slow", CHAIN, InjectedFault.provider(Behaviour.CRAWLS)),
                twice("provider-429", ALONE, InjectedFault.provider(Behaviour.ASKS_FOR_PATIENCE)),
                twice("provider-malformed", CHAIN, InjectedFault.provider(Behaviour.MUMBLES)),
                twice("hostile-messages", ALONE, InjectedFault.hostileMessages()),
                twice("provider-odd", ALONE, InjectedFault.provider(Behaviour.SAYS_ODD_THINGS)),
                twice(
                        "stop-in-mid-call",
                        ALONE,
                        InjectedFault.stop(SuiteProcesses.CLASSIFIER, SuiteProcesses.SUMMARIZER)));
    }

    /** What is unavailable for longer than all delays of the broker together. */
    private static List<FaultScenario> longer() {
        return List.of(
                new FaultScenario(
                        "ledger-away",
                        ALONE,
                        NONE,
                        MANY,
                        FAST,
                        List.of(InjectedFault.hardBudgets(), InjectedFault.away(SuiteProcesses.LEDGER))),
                new FaultScenario(
                        "one-chain-away", ALONE, "secondary", MANY, FAST, List.of(InjectedFault.primaryAway())),
                new FaultScenario("providers-away", ALONE, ALONE, MANY, FAST, List.of(InjectedFault.primaryAway())),
                new FaultScenario("providers-fail", ALONE, NONE, ONE, FAST, List.of(InjectedFault.primaryFails())));
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
    public static FaultScenario mixed() {
        return inRealTime(
                "mixed",
                CHAIN,
                List.of(
                        InjectedFault.kill(SuiteProcesses.CLASSIFIER),
                        InjectedFault.hostileMessages(),
                        InjectedFault.provider(Behaviour.CRAWLS),
                        InjectedFault.killBroker(),
                        InjectedFault.kill(SuiteProcesses.SUMMARIZER),
                        InjectedFault.restartDatabase(),
                        InjectedFault.kill(SuiteProcesses.INTAKE),
                        InjectedFault.providerDown(),
                        InjectedFault.kill(SuiteProcesses.LEDGER),
                        InjectedFault.cutConnections(),
                        InjectedFault.kill(SuiteProcesses.NOTIFIER),
                        InjectedFault.provider(Behaviour.ASKS_FOR_PATIENCE),
                        InjectedFault.kill(SuiteProcesses.CLASSIFIER),
                        InjectedFault.provider(Behaviour.MUMBLES)));
    }

    /** Each kind of fault once, in one run of a few minutes. */
    public static FaultScenario shortened() {
        return inRealTime(
                "shortened",
                ALONE,
                List.of(
                        InjectedFault.kill(SuiteProcesses.CLASSIFIER),
                        InjectedFault.killBroker(),
                        InjectedFault.provider(Behaviour.MUMBLES),
                        InjectedFault.restartDatabase(),
                        InjectedFault.kill(SuiteProcesses.SUMMARIZER),
                        InjectedFault.providerDown(),
                        InjectedFault.cutConnections(),
                        InjectedFault.kill(SuiteProcesses.LEDGER),
                        InjectedFault.provider(Behaviour.ASKS_FOR_PATIENCE),
                        InjectedFault.hostileMessages(),
                        InjectedFault.kill(SuiteProcesses.INTAKE),
                        InjectedFault.kill(SuiteProcesses.NOTIFIER)));
    }

    private static FaultScenario twice(String name, String chain, InjectedFault fault) {
        return inRealTime(name, chain, List.of(fault, fault));
    }

    private static FaultScenario inRealTime(String name, String chain, List<InjectedFault> faults) {
        return new FaultScenario(name, chain, NONE, MANY, TimeLapse.NONE, faults);
    }
}

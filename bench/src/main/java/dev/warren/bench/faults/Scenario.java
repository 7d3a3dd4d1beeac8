package dev.warren.bench.faults;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.Suite;
import java.util.List;

/**
 * What is broken in a run.
 *
 * @param name in the table
 * @param chain the providers that both AI consumers ask
 * @param faults in order, spread over the flow
 */
public record Scenario(String name, String chain, List<Fault> faults) {

    private static final String ALONE = "primary";
    private static final String CHAIN = "primary,secondary,local";

    /** Each fault in a run of its own. */
    public static List<Scenario> each() {
        return List.of(
                new Scenario("nothing", ALONE, List.of()),
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
                twice("hostile-messages", ALONE, Fault.hostileMessages()));
    }

    /** All faults in one run. */
    public static Scenario mixed() {
        return new Scenario(
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
        return new Scenario(
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
        return new Scenario(name, chain, List.of(fault, fault));
    }
}

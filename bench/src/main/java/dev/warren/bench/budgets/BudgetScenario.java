package dev.warren.bench.budgets;

import dev.warren.bench.lab.FakeOpenAi.Behaviour;
import dev.warren.bench.lab.SuiteProcesses;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is done in a run.
 *
 * @param name in the table
 * @param events of one user, published at once
 * @param worth how many of them the budget is worth
 * @param classifiers how many processes ask for holds
 * @param latency of the provider
 * @param provider how it behaves
 * @param strikes while the budget is being used up
 * @param strikesAfter while what was held is done
 */
public record BudgetScenario(
        String name,
        int events,
        int worth,
        int classifiers,
        Duration latency,
        Behaviour provider,
        List<Strike> strikes,
        List<Strike> strikesAfter) {

    private static final Duration LATENCY = Duration.ofMillis(500);
    private static final Duration SHORT_LATENCY = Duration.ofMillis(100);

    /**
     * A SIGKILL, and a new process at once.
     *
     * @param share when: the part of the budget that is used, or of the held events that are done, from 0 to 1
     * @param service of what
     * @param number which of the service's processes
     */
    public record Strike(double share, String service, int number) {}

    /** Nothing goes wrong. */
    public static BudgetScenario undisturbed(int events, int worth, int classifiers) {
        return new BudgetScenario(
                "undisturbed", events, worth, classifiers, LATENCY, Behaviour.ANSWERS, List.of(), List.of());
    }

    /** Ledger and consumers are killed while the budget is being used up, and again after it was raised. */
    public static BudgetScenario killed(int events, int worth, int classifiers) {
        return new BudgetScenario(
                "killed",
                events,
                worth,
                classifiers,
                LATENCY,
                Behaviour.ANSWERS,
                spread(
                        SuiteProcesses.CLASSIFIER,
                        SuiteProcesses.LEDGER,
                        SuiteProcesses.CLASSIFIER,
                        SuiteProcesses.LEDGER),
                spread(SuiteProcesses.LEDGER, SuiteProcesses.CLASSIFIER, SuiteProcesses.LEDGER));
    }

    /** One consumer is killed while the budget is being used up. */
    public static BudgetScenario shortened(int events, int worth, int classifiers) {
        return new BudgetScenario(
                "shortened",
                events,
                worth,
                classifiers,
                SHORT_LATENCY,
                Behaviour.ANSWERS,
                spread(SuiteProcesses.CLASSIFIER),
                List.of());
    }

    /** The provider refuses, stalls and lies about usage in turn. */
    public static BudgetScenario oddProvider(int events, int worth, int classifiers) {
        return new BudgetScenario(
                "odd-provider", events, worth, classifiers, SHORT_LATENCY, Behaviour.IS_ODD, List.of(), List.of());
    }

    private static List<Strike> spread(String... services) {
        return IntStream.range(0, services.length)
                .mapToObj(number -> new Strike(
                        (number + 1.0) / (services.length + 1),
                        services[number],
                        services[number].equals(SuiteProcesses.CLASSIFIER) ? number : 0))
                .toList();
    }
}

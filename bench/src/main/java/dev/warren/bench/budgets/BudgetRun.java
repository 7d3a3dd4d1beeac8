package dev.warren.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.lab.BilledTokens;
import dev.warren.bench.lab.PublicPrices;
import dev.warren.bench.lab.SampleTexts;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.testing.Servers;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.math.MathContext;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;
import java.util.stream.LongStream;

/**
 * One scenario: all events at once, until the budget is spent; then the budget is raised, until all is done.
 *
 * @param servers where the suite gets its virtual host and databases
 * @param seed decides what the provider bills
 */
public record BudgetRun(Servers servers, BudgetScenario scenario, long seed) {

    private static final String MODEL = "gpt-4o-mini";
    private static final int DRAWN = 10_000;
    /** What is left over is in nobody's way, also when processes are killed. */
    private static final int AMPLE = 10;

    private static final int UNDER_WAY = 10;
    /** A moment that does not come is not waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Plays it; everything is stopped when it returns or throws. */
    public BudgetVerdict play() throws IOException, InterruptedException, SQLException, TimeoutException {
        BigDecimal call = average();
        BigDecimal limit = call.multiply(BigDecimal.valueOf(scenario.worth()), new MathContext(4));
        double load = load();
        try (BudgetTestbed budgetTestbed = new BudgetTestbed(servers, scenario, seed, limit);
                OverspendWatch overspendWatch = new OverspendWatch(
                        new ProviderMeter(budgetTestbed.providers().bill()), budgetTestbed.ledger(), limit)) {
            List<JsonNode> events = SampleTexts.ofUser(BudgetTestbed.USER, scenario.name(), scenario.events());
            List<ExpectedWork> expected = events.stream()
                    .map(event -> new ExpectedWork(event.get("id").asText(), SampleTexts.FEATURE))
                    .toList();
            BudgetQuiescence budgetQuiescence = new BudgetQuiescence(budgetTestbed, overspendWatch, expected);
            BudgetAudit budgetAudit = new BudgetAudit(budgetTestbed, overspendWatch, expected);

            long start = System.nanoTime();
            budgetTestbed.publish(events);
            strike(budgetTestbed, scenario.strikes(), overspendWatch::used);
            budgetAudit.spent(limit, budgetQuiescence.spent(), since(start));

            BigDecimal more = call.multiply(BigDecimal.valueOf((long) AMPLE * scenario.events()), new MathContext(4));
            overspendWatch.allow(limit.add(more));
            start = System.nanoTime();
            budgetTestbed.ledger().raise(more);
            int before = budgetTestbed.witness().ended().size();
            double rest = expected.size() - before;
            strike(
                    budgetTestbed,
                    scenario.strikesAfter(),
                    () -> (budgetTestbed.witness().ended().size() - before) / rest);
            budgetAudit.done(budgetQuiescence.done(), since(start));
            return budgetAudit.verdict(scenario, limit, new BudgetVerdict.Load(load, load()));
        }
    }

    private static void strike(BudgetTestbed budgetTestbed, List<BudgetScenario.Strike> strikes, DoubleSupplier share)
            throws InterruptedException {
        for (BudgetScenario.Strike strike : strikes) {
            long start = System.nanoTime();
            while (!isDue(budgetTestbed, strike, share.getAsDouble())
                    && since(start).compareTo(PATIENCE) < 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            budgetTestbed.strike(strike);
        }
        budgetTestbed.awaitReady();
    }

    /** A consumer is killed while calls are under way. */
    private static boolean isDue(BudgetTestbed budgetTestbed, BudgetScenario.Strike strike, double share) {
        return share >= strike.share()
                && (strike.service().equals(SuiteProcesses.LEDGER)
                        || budgetTestbed.providers().primary().open() >= UNDER_WAY);
    }

    /** What a call costs in the long run. */
    private static BigDecimal average() {
        PublicPrices prices = new PublicPrices();
        return LongStream.range(0, DRAWN)
                .mapToObj(BilledTokens::drawn)
                .map(tokens -> prices.amount(MODEL, tokens))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(BigDecimal.valueOf(DRAWN));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}

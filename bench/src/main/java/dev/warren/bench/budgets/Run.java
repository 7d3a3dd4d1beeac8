package dev.warren.bench.budgets;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.bench.audit.Work;
import dev.warren.bench.lab.PriceList;
import dev.warren.bench.lab.Suite;
import dev.warren.bench.lab.Tickets;
import dev.warren.bench.lab.Tokens;
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
public record Run(Servers servers, Scenario scenario, long seed) {

    private static final String MODEL = "gpt-4o-mini";
    private static final int DRAWN = 10_000;
    /** What is left over is in nobody's way, also when processes are killed. */
    private static final int AMPLE = 10;

    private static final int UNDER_WAY = 10;
    /** A moment that does not come is not waited for. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Plays it; everything is stopped when it returns or throws. */
    public Verdict play() throws IOException, InterruptedException, SQLException, TimeoutException {
        BigDecimal call = average();
        BigDecimal limit = call.multiply(BigDecimal.valueOf(scenario.worth()), new MathContext(4));
        double load = load();
        try (Stage stage = new Stage(servers, scenario, seed, limit);
                Watch watch = new Watch(new Meter(stage.providers().bill()), stage.ledger(), limit)) {
            List<JsonNode> events = Tickets.ofUser(Stage.USER, scenario.name(), scenario.events());
            List<Work> expected = events.stream()
                    .map(event -> new Work(event.get("id").asText(), Tickets.FEATURE))
                    .toList();
            Settling settling = new Settling(stage, watch, expected);
            Audit audit = new Audit(stage, watch, expected);

            long start = System.nanoTime();
            stage.publish(events);
            strike(stage, scenario.strikes(), watch::used);
            audit.spent(limit, settling.spent(), since(start));

            BigDecimal more = call.multiply(BigDecimal.valueOf((long) AMPLE * scenario.events()), new MathContext(4));
            watch.allow(limit.add(more));
            start = System.nanoTime();
            stage.ledger().raise(more);
            int before = stage.witness().ended().size();
            double rest = expected.size() - before;
            strike(
                    stage,
                    scenario.strikesAfter(),
                    () -> (stage.witness().ended().size() - before) / rest);
            audit.done(settling.done(), since(start));
            return audit.verdict(scenario, limit, new Verdict.Load(load, load()));
        }
    }

    private static void strike(Stage stage, List<Scenario.Strike> strikes, DoubleSupplier share)
            throws InterruptedException {
        for (Scenario.Strike strike : strikes) {
            long start = System.nanoTime();
            while (!isDue(stage, strike, share.getAsDouble()) && since(start).compareTo(PATIENCE) < 0) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            stage.strike(strike);
        }
        stage.awaitReady();
    }

    /** A consumer is killed while calls are under way. */
    private static boolean isDue(Stage stage, Scenario.Strike strike, double share) {
        return share >= strike.share()
                && (strike.service().equals(Suite.LEDGER)
                        || stage.providers().primary().open() >= UNDER_WAY);
    }

    /** What a call costs in the long run. */
    private static BigDecimal average() {
        PriceList prices = new PriceList();
        return LongStream.range(0, DRAWN)
                .mapToObj(Tokens::drawn)
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

package dev.warren.bench.budgets;

import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.lab.LedgerBalance;
import dev.warren.bench.lab.SuiteProcesses;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Waits for the suite to have nothing left to do, or nothing that it may. */
final class BudgetQuiescence {

    /** Without any progress for this long, what is missing does not come. */
    private static final Duration STALLED = Duration.ofMinutes(3);

    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** The broker counts with up to five seconds' delay: what it says is believed when it has said so for longer. */
    private static final int CALM = 7;

    private final BudgetTestbed budgetTestbed;
    private final OverspendWatch overspendWatch;
    private final List<ExpectedWork> expected;

    BudgetQuiescence(BudgetTestbed budgetTestbed, OverspendWatch overspendWatch, List<ExpectedWork> expected) {
        this.budgetTestbed = budgetTestbed;
        this.overspendWatch = overspendWatch;
        this.expected = expected;
    }

    /**
     * Where everything is.
     *
     * @param ended events with a final result
     * @param heldBack events of which it was said that they are held, and which have not ended
     * @param neither events without any result
     * @param open requests that the provider has not answered
     * @param queued messages on their way, other than the held ones
     * @param parked messages that are held
     * @param standing the account's balance on the ledger
     * @param holds what is reserved for calls
     */
    record State(
            long ended,
            long heldBack,
            long neither,
            int open,
            long queued,
            long parked,
            LedgerBalance standing,
            HoldStatistics holds) {

        /** Whether nothing is under way. */
        boolean rests() {
            return neither == 0
                    && open == 0
                    && queued == 0
                    && holds.open() == 0
                    && standing.held().signum() == 0;
        }

        /** Whether there is no room for any call. */
        boolean isSpent() {
            return standing.left().compareTo(holds.smallest()) < 0;
        }
    }

    /** Returns when there is less left than any call costs at most, and everything that is not done is held. */
    State spent() throws InterruptedException, SQLException {
        return await(state -> state.rests() && state.parked() >= state.heldBack() && state.isSpent());
    }

    /** Returns when everything is done. */
    State done() throws InterruptedException, SQLException {
        return await(state -> state.rests() && state.parked() == 0 && state.heldBack() == 0);
    }

    /** As it is now. */
    State state() throws SQLException {
        List<ExpectedWork> waiting = expected.stream()
                .filter(work -> budgetTestbed.witness().outcomesOf(work).isEmpty())
                .toList();
        long heldBack = waiting.stream()
                .filter(work -> !budgetTestbed.witness().heldResultsOf(work).isEmpty())
                .count();
        return new State(
                expected.size() - waiting.size(),
                heldBack,
                waiting.size() - heldBack,
                budgetTestbed.providers().primary().open(),
                queued(queue -> !queue.equals(BudgetTestbed.HELD)),
                queued(BudgetTestbed.HELD::equals),
                overspendWatch.standing().orElse(LedgerBalance.NONE),
                HoldStatistics.read(budgetTestbed.suite().database(SuiteProcesses.LEDGER)));
    }

    /** Also returns when nothing has happened for so long that nothing more will. */
    private State await(Predicate<State> wanted) throws InterruptedException, SQLException {
        State last = state();
        long changed = System.nanoTime();
        int calm = 0;
        while (calm < CALM && System.nanoTime() - changed < STALLED.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            State now = state();
            if (!now.equals(last)) {
                changed = System.nanoTime();
            }
            calm = wanted.test(now) ? calm + 1 : 0;
            last = now;
        }
        return last;
    }

    private long queued(Predicate<String> which) {
        return budgetTestbed.suite().vhost().depths().entrySet().stream()
                .filter(queue -> queue.getKey().startsWith("classifier.")
                        || queue.getKey().startsWith("cost-ledger."))
                .filter(queue -> which.test(queue.getKey()))
                .mapToLong(queue -> queue.getValue())
                .sum();
    }
}

package dev.warren.bench.budgets;

import dev.warren.bench.audit.BillComparison;
import dev.warren.bench.audit.DuplicatePurchases;
import dev.warren.bench.audit.ExpectedWork;
import dev.warren.bench.audit.LedgerCall;
import dev.warren.bench.audit.LedgerCallTable;
import dev.warren.bench.lab.ProviderBill;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at everything when the budget is spent, and again when everything is done. Used by one thread. */
final class BudgetAudit {

    private static final String COMPLETED = "dev.warren.result.completed";

    private final BudgetTestbed budgetTestbed;
    private final OverspendWatch overspendWatch;
    private final List<ExpectedWork> expected;
    private final List<String> violations = new ArrayList<>();
    private List<ExpectedWork> before = List.of();
    private List<String> held = List.of();
    private BigDecimal bound = BigDecimal.ZERO;
    private BudgetVerdict.Used used;
    private BudgetVerdict.Released released;

    BudgetAudit(BudgetTestbed budgetTestbed, OverspendWatch overspendWatch, List<ExpectedWork> expected) {
        this.budgetTestbed = budgetTestbed;
        this.overspendWatch = overspendWatch;
        this.expected = expected;
    }

    /** When the budget is spent, and nothing can be done any more. */
    void spent(BigDecimal limit, BudgetQuiescence.State state, Duration time)
            throws SQLException, IOException, TimeoutException, InterruptedException {
        before = budgetTestbed.witness().ended();
        bound = state.holds().largest();
        if (!state.isSpent()) {
            violated("%s are left, and a call costs at most %s"
                    .formatted(state.standing().left(), bound));
        }
        for (ExpectedWork work : expected) {
            Set<String> results = budgetTestbed.witness().heldResultsOf(work);
            if (outcomes(work).isEmpty() && results.size() != 1) {
                violated("%s has no outcome, and was held with the results %s".formatted(work, results));
            }
        }
        int needless = needless(budgetTestbed.held(state.parked()));
        BillComparison billComparison = accounts(state);
        used = new BudgetVerdict.Used(
                state.ended(),
                overspendWatch.most().billed(),
                overspendWatch.most().asked(),
                overspendWatch.fullest(),
                state.standing().spent(),
                state.standing().assumed(),
                limit.subtract(state.standing().used()),
                state.heldBack(),
                needless,
                budgetTestbed.mayWaitNeedlessly(),
                budgetTestbed.witness().heldAgain(),
                billComparison.abandoned(),
                budgetTestbed.mayHaveBeenInFlight(),
                budgetTestbed.providers().bill().stalled(),
                time);
    }

    /** Each event without an outcome has a message that waits; says how many more there are. */
    private int needless(List<String> messages) {
        Set<String> waiting = Set.copyOf(messages);
        List<ExpectedWork> open =
                expected.stream().filter(work -> outcomes(work).isEmpty()).toList();
        open.stream()
                .filter(work -> !waiting.contains(work.event()))
                .forEach(work -> violated("%s is held, and no message of it waits".formatted(work)));
        held = messages.stream().distinct().toList();
        int needless = messages.size() - open.size();
        if (needless > budgetTestbed.mayWaitNeedlessly()) {
            violated("%d messages wait for %d events, and killed processes can have left %d more than events"
                    .formatted(messages.size(), open.size(), budgetTestbed.mayWaitNeedlessly()));
        }
        return needless;
    }

    /** When the budget was raised, and everything is done. */
    void done(BudgetQuiescence.State state, Duration time) throws SQLException {
        for (ExpectedWork work : expected) {
            if (outcomes(work).size() != 1 || !outcomes(work).containsValue(COMPLETED)) {
                violated("%s has the outcomes %s".formatted(work, outcomes(work)));
            }
        }
        accounts(state);
        DuplicatePurchases duplicatePurchases = new DuplicatePurchases(lines(), entries());
        duplicatePurchases.boughtAgain().forEach(again -> violated("bought again: %s".formatted(again)));
        List<ExpectedWork> ended = budgetTestbed.witness().ended();
        List<ExpectedWork> after = ended.subList(before.size(), ended.size());
        released = new BudgetVerdict.Released(
                after.size(),
                duplicatePurchases.boughtAgain().size(),
                CompletionOrder.inversions(
                        after.stream().map(work -> held.indexOf(work.event())).toList()),
                CompletionOrder.inversions(after.stream().map(expected::indexOf).toList()),
                time);
    }

    BudgetVerdict verdict(BudgetScenario scenario, BigDecimal limit, BudgetVerdict.Load load) {
        BudgetVerdict.Looks looks = new BudgetVerdict.Looks(
                overspendWatch.looksAtProvider(), overspendWatch.looksAtLedger(), overspendWatch.inVain());
        List<String> all = Stream.concat(overspendWatch.violations().stream(), violations.stream())
                .toList();
        return new BudgetVerdict(scenario, limit, bound, used, released, looks, load, all);
    }

    /** The provider's bill, the entries and the budget agree to the last digit. */
    private BillComparison accounts(BudgetQuiescence.State state) throws SQLException {
        if (!state.rests()) {
            violated("not at rest: %s %s"
                    .formatted(state, budgetTestbed.suite().vhost().depths()));
        }
        BillComparison billComparison =
                new BillComparison(lines(), entries(), budgetTestbed.witness().calls());
        violations.addAll(billComparison.faults());
        if (billComparison.ledgerSum().compareTo(state.standing().spent()) != 0) {
            violated("the budget has %s spent, the entries say %s"
                    .formatted(state.standing().spent(), billComparison.ledgerSum()));
        }
        long stalled = budgetTestbed.providers().bill().stalled();
        if (state.holds().assumedAmount().compareTo(state.standing().assumed()) != 0
                || state.holds().assumed() != billComparison.abandoned() + stalled) {
            violated("the budget has %s assumed for %s, the entries say %d calls, and %d have stalled"
                    .formatted(state.standing().assumed(), state.holds(), billComparison.abandoned(), stalled));
        }
        if (state.holds().late() > 0) {
            violated("%d calls became known after their holds had expired"
                    .formatted(state.holds().late()));
        }
        if (billComparison.abandoned() > budgetTestbed.mayHaveBeenInFlight()) {
            violated("%d calls are on the ledger as abandoned, and at most %d were in flight on killed processes"
                    .formatted(billComparison.abandoned(), budgetTestbed.mayHaveBeenInFlight()));
        }
        return billComparison;
    }

    private List<ProviderBill.Line> lines() {
        return budgetTestbed.providers().bill().lines();
    }

    private Map<String, LedgerCall> entries() throws SQLException {
        return new LedgerCallTable(budgetTestbed.suite().database(SuiteProcesses.LEDGER))
                .entries().stream().collect(Collectors.toMap(LedgerCall::callId, Function.identity()));
    }

    private Map<String, String> outcomes(ExpectedWork work) {
        return budgetTestbed.witness().outcomesOf(work);
    }

    private void violated(String what) {
        violations.add(what);
    }
}

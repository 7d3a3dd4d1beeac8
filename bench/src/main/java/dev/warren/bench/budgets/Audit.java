package dev.warren.bench.budgets;

import dev.warren.bench.audit.Accounts;
import dev.warren.bench.audit.Answers;
import dev.warren.bench.audit.Books;
import dev.warren.bench.audit.Entry;
import dev.warren.bench.audit.Work;
import dev.warren.bench.lab.Bill;
import dev.warren.bench.lab.Suite;
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
final class Audit {

    private static final String COMPLETED = "dev.warren.result.completed";

    private final Stage stage;
    private final Watch watch;
    private final List<Work> expected;
    private final List<String> violations = new ArrayList<>();
    private List<Work> before = List.of();
    private List<String> held = List.of();
    private BigDecimal bound = BigDecimal.ZERO;
    private Verdict.Used used;
    private Verdict.Released released;

    Audit(Stage stage, Watch watch, List<Work> expected) {
        this.stage = stage;
        this.watch = watch;
        this.expected = expected;
    }

    /** When the budget is spent, and nothing can be done any more. */
    void spent(BigDecimal limit, Settling.State state, Duration time)
            throws SQLException, IOException, TimeoutException, InterruptedException {
        before = stage.witness().ended();
        bound = state.holds().largest();
        if (!state.isSpent()) {
            violated("%s are left, and a call costs at most %s"
                    .formatted(state.standing().left(), bound));
        }
        for (Work work : expected) {
            Set<String> results = stage.witness().heldResultsOf(work);
            if (outcomes(work).isEmpty() && results.size() != 1) {
                violated("%s has no outcome, and was held with the results %s".formatted(work, results));
            }
        }
        int needless = needless(stage.held(state.parked()));
        Accounts accounts = accounts(state);
        used = new Verdict.Used(
                state.ended(),
                watch.most().billed(),
                watch.most().asked(),
                watch.fullest(),
                state.standing().spent(),
                state.standing().assumed(),
                limit.subtract(state.standing().used()),
                state.heldBack(),
                needless,
                stage.mayWaitNeedlessly(),
                stage.witness().heldAgain(),
                accounts.abandoned(),
                stage.mayHaveBeenInFlight(),
                stage.providers().bill().stalled(),
                time);
    }

    /** Each event without an outcome has a message that waits; says how many more there are. */
    private int needless(List<String> messages) {
        Set<String> waiting = Set.copyOf(messages);
        List<Work> open =
                expected.stream().filter(work -> outcomes(work).isEmpty()).toList();
        open.stream()
                .filter(work -> !waiting.contains(work.event()))
                .forEach(work -> violated("%s is held, and no message of it waits".formatted(work)));
        held = messages.stream().distinct().toList();
        int needless = messages.size() - open.size();
        if (needless > stage.mayWaitNeedlessly()) {
            violated("%d messages wait for %d events, and killed processes can have left %d more than events"
                    .formatted(messages.size(), open.size(), stage.mayWaitNeedlessly()));
        }
        return needless;
    }

    /** When the budget was raised, and everything is done. */
    void done(Settling.State state, Duration time) throws SQLException {
        for (Work work : expected) {
            if (outcomes(work).size() != 1 || !outcomes(work).containsValue(COMPLETED)) {
                violated("%s has the outcomes %s".formatted(work, outcomes(work)));
            }
        }
        accounts(state);
        Answers answers = new Answers(lines(), entries());
        answers.boughtAgain().forEach(again -> violated("bought again: %s".formatted(again)));
        List<Work> ended = stage.witness().ended();
        List<Work> after = ended.subList(before.size(), ended.size());
        released = new Verdict.Released(
                after.size(),
                answers.boughtAgain().size(),
                Order.inversions(
                        after.stream().map(work -> held.indexOf(work.event())).toList()),
                Order.inversions(after.stream().map(expected::indexOf).toList()),
                time);
    }

    Verdict verdict(Scenario scenario, BigDecimal limit, Verdict.Load load) {
        Verdict.Looks looks = new Verdict.Looks(watch.looksAtProvider(), watch.looksAtLedger(), watch.inVain());
        List<String> all =
                Stream.concat(watch.violations().stream(), violations.stream()).toList();
        return new Verdict(scenario, limit, bound, used, released, looks, load, all);
    }

    /** The provider's bill, the entries and the budget agree to the last digit. */
    private Accounts accounts(Settling.State state) throws SQLException {
        if (!state.rests()) {
            violated("not at rest: %s %s".formatted(state, stage.suite().vhost().depths()));
        }
        Accounts accounts = new Accounts(lines(), entries(), stage.witness().calls());
        violations.addAll(accounts.faults());
        if (accounts.ledgerSum().compareTo(state.standing().spent()) != 0) {
            violated("the budget has %s spent, the entries say %s"
                    .formatted(state.standing().spent(), accounts.ledgerSum()));
        }
        long stalled = stage.providers().bill().stalled();
        if (state.holds().assumedAmount().compareTo(state.standing().assumed()) != 0
                || state.holds().assumed() != accounts.abandoned() + stalled) {
            violated("the budget has %s assumed for %s, the entries say %d calls, and %d have stalled"
                    .formatted(state.standing().assumed(), state.holds(), accounts.abandoned(), stalled));
        }
        if (state.holds().late() > 0) {
            violated("%d calls became known after their holds had expired"
                    .formatted(state.holds().late()));
        }
        if (accounts.abandoned() > stage.mayHaveBeenInFlight()) {
            violated("%d calls are on the ledger as abandoned, and at most %d were in flight on killed processes"
                    .formatted(accounts.abandoned(), stage.mayHaveBeenInFlight()));
        }
        return accounts;
    }

    private List<Bill.Line> lines() {
        return stage.providers().bill().lines();
    }

    private Map<String, Entry> entries() throws SQLException {
        return new Books(stage.suite().database(Suite.LEDGER))
                .entries().stream().collect(Collectors.toMap(Entry::callId, Function.identity()));
    }

    private Map<String, String> outcomes(Work work) {
        return stage.witness().outcomesOf(work);
    }

    private void violated(String what) {
        violations.add(what);
    }
}

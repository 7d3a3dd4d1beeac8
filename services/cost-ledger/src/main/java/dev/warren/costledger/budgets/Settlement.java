package dev.warren.costledger.budgets;

import dev.warren.costledger.booking.BookingStep;
import dev.warren.costledger.booking.Entry;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts what is booked on all budgets that cover it, and ends the holds of the calls. Thread-safe. */
@ApplicationScoped
class Settlement implements BookingStep {

    private static final String BOOKED_AT = "select call_id, booked_at from entry where call_id = any(?)";

    private final Definitions definitions;
    private final Review review;
    private final List<ExcessStep> steps;
    private final Clock clock;

    Settlement(Definitions definitions, Review review, @All List<ExcessStep> steps, Clock clock) {
        this.definitions = definitions;
        this.review = review;
        this.steps = steps;
        this.clock = clock;
    }

    @Override
    public void begins(Connection connection) throws SQLException {
        definitions.join(connection);
    }

    @Override
    public void booked(Connection connection, List<Entry> added) throws SQLException {
        Rules rules = definitions.join(connection);
        List<Entry> calls =
                added.stream().filter(entry -> !entry.usage().isReuse()).toList();
        if (!rules.isEmpty() && !calls.isEmpty()) {
            Map<String, Instant> before = bookedBefore(connection, calls);
            count(
                    connection,
                    rules,
                    calls.stream()
                            .map(entry -> Booked.of(entry, before.get(entry.corrects())))
                            .toList());
        }
    }

    /** When the calls were booked that are corrected now. */
    private static Map<String, Instant> bookedBefore(Connection connection, List<Entry> added) throws SQLException {
        Object[] corrected =
                added.stream().filter(Entry::isCorrection).map(Entry::corrects).toArray();
        Map<String, Instant> before = new HashMap<>();
        if (corrected.length > 0) {
            Sql.list(
                    connection,
                    BOOKED_AT,
                    row -> before.put(row.getString("call_id"), Sql.instant(row, "booked_at")),
                    connection.createArrayOf("text", corrected));
        }
        return before;
    }

    void count(Connection connection, Rules rules, List<Booked> calls) throws SQLException {
        Instant now = clock.instant();
        Map<String, Hold> holds = Holds.lock(
                connection, calls.stream().map(Booked::callId).distinct().toList());
        Map<AccountKey, Account> accounts =
                Accounts.lock(connection, rules, keys(rules, calls), accounts(holds.values()));
        holds.putAll(Holds.lockFree(connection, without(holds, calls)));
        Ending ending = new Ending(rules, holds, accounts);
        calls.forEach(ending::count);
        ending.deltas().apply(connection);
        Holds.end(connection, ending.ended());
        tell(connection, ending.exceeding());
        review.of(
                connection,
                Accounts.funds(connection, rules, accounts.values(), now).values());
    }

    private void tell(Connection connection, List<Excess> exceeding) throws SQLException {
        if (exceeding.isEmpty()) {
            return;
        }
        for (ExcessStep step : steps) {
            step.exceeded(connection, exceeding);
        }
    }

    /** Calls of which a hold may have been granted since it was looked for, until their accounts were locked. */
    private static List<String> without(Map<String, Hold> holds, List<Booked> calls) {
        return calls.stream()
                .filter(Booked::isCall)
                .map(Booked::callId)
                .filter(id -> !holds.containsKey(id))
                .toList();
    }

    /** Where it is counted; of a call of unknown cost, where a hold for it may be granted meanwhile. */
    private static List<AccountKey> keys(Rules rules, List<Booked> calls) {
        return calls.stream()
                .flatMap(call -> (call.isPriced() ? call.covering(rules) : call.needing(rules)).stream())
                .map(Match::key)
                .distinct()
                .toList();
    }

    private static Set<Long> accounts(Collection<Hold> holds) {
        Set<Long> ids = new HashSet<>();
        holds.forEach(hold -> ids.addAll(hold.accounts()));
        return ids;
    }
}

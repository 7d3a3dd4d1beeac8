package dev.warren.costledger.budgets;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Deletes what nobody will ask for any more: holds that ended, and buckets of periods long past. Thread-safe. */
@ApplicationScoped
class Attic {

    /** A request or a booking that comes later than this finds no hold. */
    private static final Duration HOLDS_KEPT = Duration.ofDays(1);

    /** A correction that comes later than this finds no assumption. */
    private static final Duration ASSUMED_KEPT = Duration.ofDays(400);

    private static final int AT_A_TIME = 5_000;

    private static final String HOLDS = """
            delete from hold where call_id in (
                select call_id from hold
                where state <> 'open' and ended_at < case when state = 'assumed' then ?::timestamptz else ? end
                order by call_id limit ? for update skip locked)
            """;

    private static final String BUCKETS = """
            delete from budget_bucket bucket using budget_account account, budget
            where account.id = bucket.account_id and budget.id = account.budget_id and bucket.held = 0
              and budget.period <> 'total'
              and bucket.starts < ?::timestamptz - make_interval(secs => coalesce(budget.period_seconds, 0))
            """;

    private final Definitions definitions;
    private final Clock clock;

    Attic(Definitions definitions, Clock clock) {
        this.definitions = definitions;
        this.clock = clock;
    }

    /** Returns how many holds were deleted. */
    int clear(Connection connection) throws SQLException {
        definitions.join(connection);
        Instant now = clock.instant();
        Sql.update(connection, BUCKETS, now.minus(ASSUMED_KEPT));
        return Sql.update(connection, HOLDS, now.minus(ASSUMED_KEPT), now.minus(HOLDS_KEPT), AT_A_TIME);
    }
}

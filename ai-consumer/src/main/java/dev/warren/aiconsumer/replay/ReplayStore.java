package dev.warren.aiconsumer.replay;

import dev.warren.aiconsumer.replay.Replay.Times;
import dev.warren.database.Jdbc;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * The replays, and who runs each. Every method is a transaction of its own, durable on return. Times that decide are
 * the database's, so that the clocks of processes need not agree. Each throws a {@link NotWrittenException} if the
 * database does not do it. Thread-safe.
 */
@ApplicationScoped
public class ReplayStore {

    private static final Logger LOG = Logger.getLogger(ReplayStore.class);

    private static final String ADD = """
            insert into replay (name, feature, from_time, to_time, type, providers, rate, max_events, max_tokens,
                requested_by, state, why)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'waiting', 'queued behind another replay')
            on conflict (name) do nothing
            """;

    private static final String TAKE = """
            update replay set holder = ?, held_until = now() + ? * interval '1 millisecond',
                started_at = coalesce(started_at, now())
            where name = (
                select name from replay
                where state in ('waiting', 'running') and (holder is null or held_until < now())
                order by requested_at limit 1 for update skip locked)
            returning *
            """;

    private static final String STORE = """
            update replay set held_until = now() + ? * interval '1 millisecond',
                state = case when state in ('waiting', 'running') then ? else state end,
                why = case when state in ('waiting', 'running') then ? else why end,
                ended_at = case when state in ('waiting', 'running') and ? then now() else ended_at end,
                position = ?, first_at = ?, reached = ?,
                read = ?, matched = ?, completed = ?, failed = ?, skipped = ?, reused = ?, tokens_counted = ?
            where name = ? and holder = ?
            returning state
            """;

    private static final String STORE_USAGE = """
            insert into replay_usage (replay, provider, model, calls, input_tokens, cached_input_tokens, output_tokens,
                uncounted)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (replay, provider, model) do update set calls = excluded.calls,
                input_tokens = excluded.input_tokens, cached_input_tokens = excluded.cached_input_tokens,
                output_tokens = excluded.output_tokens, uncounted = excluded.uncounted
            """;

    private static final String ABORT = """
            update replay set state = 'aborted', why = null, ended_at = now()
            where name = ? and state in ('waiting', 'running')
            """;

    private static final String LEAVE =
            "update replay set holder = null, held_until = null where name = ? and holder = ?";

    private static final String LATEST = "select * from replay order by requested_at desc, name limit ?";

    private static final String NAMED = "select * from replay where name = ?";

    private static final String USAGE = "select * from replay_usage where replay = ? order by provider, model";

    private final ServiceDatabase database;

    public ReplayStore(ServiceDatabase database) {
        this.database = database;
    }

    /** Adds a replay that waits; false if there is one of that name, in which case nothing happened. */
    public boolean add(ReplaySpec replaySpec) {
        return database.transact(connection -> Jdbc.update(
                        connection,
                        ADD,
                        replaySpec.name(),
                        replaySpec.feature(),
                        replaySpec.from(),
                        replaySpec.to(),
                        replaySpec.type(),
                        Jdbc.array(connection, "text", replaySpec.providers()),
                        replaySpec.rate(),
                        replaySpec.maxEvents(),
                        replaySpec.maxTokens(),
                        replaySpec.by())
                == 1);
    }

    /** The replay of that name. */
    public Optional<Replay> find(String name) {
        return replays(NAMED, name).stream().findFirst();
    }

    /** The replays that were ordered last, the latest first. */
    public List<Replay> latest(int limit) {
        return replays(LATEST, limit);
    }

    /** Ends a replay, whoever runs it; false if it had ended before. */
    boolean abort(String name) {
        return database.transact(connection -> Jdbc.update(connection, ABORT, name) == 1);
    }

    /** Takes the oldest replay that is not over and that nobody runs, for as long as the lease. */
    public Optional<Replay> take(String holder, Duration lease) {
        return replays(TAKE, holder, lease.toMillis()).stream().findFirst();
    }

    /**
     * Stores how far a replay came, and renews the lease. A replay that has ended stays so.
     *
     * @return its state; empty if the holder is no longer the one who runs it, in which case nothing happened
     */
    public Optional<ReplayState> store(Replay replay, String holder, Duration lease) {
        return database.transact(connection -> {
            Optional<ReplayState> state = update(connection, replay, holder, lease);
            if (state.isPresent()) {
                storeUsage(connection, replay);
            }
            return state;
        });
    }

    /** Leaves a replay to whoever takes it next. */
    public void leave(String name, String holder) {
        database.transact(connection -> Jdbc.update(connection, LEAVE, name, holder));
    }

    private List<Replay> replays(String sql, Object... values) {
        return database.transact(
                connection -> Jdbc.list(connection, sql, row -> readable(connection, row), values).stream()
                        .flatMap(Optional::stream)
                        .toList());
    }

    private static Optional<ReplayState> update(Connection connection, Replay replay, String holder, Duration lease)
            throws SQLException {
        ReplayCounts figures = replay.figures();
        ReplayPosition position = replay.position();
        return Jdbc.first(
                connection,
                STORE,
                row -> ReplayState.of(row.getString(1)),
                lease.toMillis(),
                replay.status().state().word(),
                replay.status().why(),
                replay.status().state().isFinal(),
                position.next(),
                position.first(),
                position.reached(),
                figures.read(),
                figures.matched(),
                figures.completed(),
                figures.failed(),
                figures.skipped(),
                figures.reused(),
                figures.tokensCounted(),
                replay.order().name(),
                holder);
    }

    private static void storeUsage(Connection connection, Replay replay) throws SQLException {
        for (ModelUsage usage : replay.figures().usage()) {
            Jdbc.update(
                    connection,
                    STORE_USAGE,
                    replay.order().name(),
                    usage.provider(),
                    usage.model(),
                    usage.calls(),
                    usage.inputTokens(),
                    usage.cachedInputTokens(),
                    usage.outputTokens(),
                    usage.uncounted());
        }
    }

    /** After a roll-back there may be one in a state that this version does not know. */
    private static Optional<Replay> readable(Connection connection, ResultSet row) throws SQLException {
        String name = row.getString("name");
        try {
            return Optional.of(replay(row, Jdbc.list(connection, USAGE, ReplayStore::usage, name)));
        } catch (IllegalArgumentException e) {
            LOG.warnf("replay skipped: it was written by another version replay=%s cause=%s", name, e.getMessage());
            return Optional.empty();
        }
    }

    private static ModelUsage usage(ResultSet row) throws SQLException {
        return new ModelUsage(
                row.getString("provider"),
                row.getString("model"),
                row.getLong("calls"),
                row.getLong("input_tokens"),
                row.getLong("cached_input_tokens"),
                row.getLong("output_tokens"),
                row.getLong("uncounted"));
    }

    private static Replay replay(ResultSet row, List<ModelUsage> usage) throws SQLException {
        ReplayCounts figures = new ReplayCounts(
                row.getLong("read"),
                row.getLong("matched"),
                row.getLong("completed"),
                row.getLong("failed"),
                row.getLong("skipped"),
                row.getLong("reused"),
                row.getLong("tokens_counted"),
                usage);
        return new Replay(
                order(row),
                new ReplayStatus(ReplayState.of(row.getString("state")), row.getString("why")),
                new ReplayPosition(
                        row.getObject("position", Long.class),
                        Jdbc.instant(row, "first_at"),
                        Jdbc.instant(row, "reached")),
                figures,
                new Times(
                        Jdbc.instant(row, "requested_at"),
                        Jdbc.instant(row, "started_at"),
                        Jdbc.instant(row, "ended_at")));
    }

    private static ReplaySpec order(ResultSet row) throws SQLException {
        return new ReplaySpec(
                row.getString("name"),
                row.getString("feature"),
                Jdbc.instant(row, "from_time"),
                Jdbc.instant(row, "to_time"),
                row.getString("type"),
                Arrays.asList((String[]) row.getArray("providers").getArray()),
                row.getBigDecimal("rate"),
                row.getObject("max_events", Long.class),
                row.getObject("max_tokens", Long.class),
                row.getString("requested_by"));
    }
}

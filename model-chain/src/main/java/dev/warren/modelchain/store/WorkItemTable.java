package dev.warren.modelchain.store;

import dev.warren.contracts.event.Publication;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.store.key.WorkItem;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements over the table of work, each over many rows and committed by itself. Rows are locked in the order of
 * their keys, and those that somebody else has locked are left alone: no two processes wait for each other.
 */
final class WorkItemTable {

    /**
     * Whether the event was published again after it had failed, and not tried for that publication or a later one yet.
     * What was published before the failure was known is no answer to it. What failed before this was noted is older
     * than all publications.
     */
    private static final String LATER = """
            (asked.publication > coalesce(work.publication, '00000000-0000-0000-0000-000000000000')
             AND to_timestamp(asked.accepted / 1000.0) > coalesce(work.ended_at, '-infinity'))""";

    /** Whether a person wants it, and it was not tried for the letter that he sent back yet. */
    private static final String SENT_BACK = "(asked.again AND coalesce(asked.letter <> ALL (work.letters), true))";

    /** New work: what nearly everything is. */
    private static final String BEGIN = """
            INSERT INTO work (key, event_source, event_id, feature, replay, fingerprint, publication, letters, worker)
            SELECT asked.key, asked.source, asked.id, asked.feature, asked.replay, asked.fingerprint, asked.publication,
                   CASE WHEN asked.letter IS NOT NULL THEN ARRAY[asked.letter] END, me.id
            FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[])
                     AS asked (key, source, id, feature, replay, fingerprint, publication, letter),
                 worker AS me
            WHERE me.id = ? AND me.alive_until > now()
            ORDER BY asked.key
            ON CONFLICT (key) DO NOTHING
            RETURNING key""";

    /**
     * Work that was begun before and has not ended, or has failed and is wanted again: by a person, or by a publication
     * later than the one that it failed for. It is free if nobody has it, if its holder has left, or if its holder's
     * lease is over; the last is believed only to who has been alive for a whole lease itself: after an outage of the
     * database, in which nobody could renew, everybody has time to do so.
     */
    private static final String TAKE_OVER =
            """
            WITH me AS (
                SELECT id, since FROM worker WHERE id = ? AND alive_until > now()
            ), free AS (
                SELECT asked.*
                FROM unnest(?::uuid[], ?::boolean[], ?::uuid[], ?::bigint[], ?::text[], ?::text[])
                         AS asked (key, again, publication, accepted, letter, fingerprint)
                JOIN work ON work.key = asked.key
                CROSS JOIN me
                LEFT JOIN worker AS holder ON holder.id = work.worker
                WHERE (work.outcome IS NULL OR (work.outcome = 'failed' AND ({sent back} OR {later})))
                  AND (holder.id IS NULL
                       OR holder.id = me.id
                       OR (holder.alive_until < now() AND me.since < now() - ? * interval '1 millisecond'))
                FOR UPDATE OF work SKIP LOCKED
            )
            UPDATE work
            SET worker = me.id, outcome = NULL, messages = NULL, fingerprint = free.fingerprint,
                publication = greatest(work.publication, free.publication),
                letters = CASE WHEN free.letter = ANY (coalesce(work.letters, '{}')) THEN work.letters
                               WHEN free.letter IS NOT NULL THEN array_append(work.letters, free.letter)
                               ELSE work.letters END
            FROM free, me
            WHERE work.key = free.key
            RETURNING work.key, work.calls""".replace("{sent back}", SENT_BACK).replace("{later}", LATER);

    private static final String ENDED = """
            SELECT work.key, work.outcome, work.messages, work.fingerprint
            FROM unnest(?::uuid[], ?::boolean[], ?::uuid[], ?::bigint[], ?::text[])
                     AS asked (key, again, publication, accepted, letter)
            JOIN work ON work.key = asked.key
            WHERE work.outcome = 'completed'
               OR (work.outcome = 'failed' AND NOT {sent back} AND {later} IS NOT TRUE)""".replace("{sent back}", SENT_BACK).replace("{later}", LATER);

    /** Assigns a revision number to a content; it is kept as long as the work item. */
    private static final String REVISE = """
            UPDATE work
            SET revisions = CASE WHEN asked.content = ANY (revisions) THEN revisions
                                 ELSE coalesce(revisions, '{}') || asked.content END,
                created_at = CASE WHEN asked.content = ANY (revisions) THEN created_at ELSE now() END
            FROM (VALUES (?::uuid, ?::text)) AS asked (key, content)
            WHERE work.key = asked.key
            RETURNING array_position(work.revisions, asked.content)""";

    /** By who holds the work and is alive; nobody else may send a request. */
    private static final String JOURNAL = """
            UPDATE work SET calls = entry.calls::jsonb
            FROM unnest(?::uuid[], ?::text[]) AS entry (key, calls), worker AS me
            WHERE work.key = entry.key AND work.worker = me.id AND me.id = ? AND me.alive_until > now()
            RETURNING work.key""";

    private static final String LEAVE = "UPDATE work SET worker = NULL WHERE key = ANY (?) AND worker = ?";

    /** The end of the work, or its return, and in the same commit the answer that was bought for it. */
    private static final String SETTLE = """
            WITH settled AS (
                SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::bigint[])
                    AS settled (key, calls, outcome, messages, question, answer, lifetime)
            ), kept AS (
                INSERT INTO answer (key, answer, expires_at)
                SELECT question, answer::jsonb, now() + lifetime * interval '1 millisecond'
                FROM settled WHERE question IS NOT NULL
                ORDER BY question
                ON CONFLICT (key) DO UPDATE SET answer = excluded.answer, expires_at = excluded.expires_at
            )
            UPDATE work
            SET worker = NULL, calls = settled.calls::jsonb, outcome = settled.outcome, messages = settled.messages,
                ended_at = CASE WHEN settled.outcome IS NOT NULL THEN now() END
            FROM settled
            WHERE work.key = settled.key AND work.worker = ?
            RETURNING work.key""";

    /** The content that the work was completed for. */
    private static final int FIRST_REVISION = 1;

    private static final Claim BUSY = new Claim.Busy();
    private static final Claim UNREADABLE = new Claim.Unreadable();

    private final ProcessLease processLease;

    WorkItemTable(ProcessLease processLease) {
        this.processLease = processLease;
    }

    /** Takes what is free. The keys must differ from each other. */
    List<Claim> claim(Connection connection, List<Wanted> wanted) throws SQLException {
        Map<UUID, Claim> claims = new HashMap<>();
        begin(connection, wanted).forEach(key -> claims.put(key, new Claim.Mine(List.of())));
        List<Wanted> known = without(claims, wanted);
        if (!known.isEmpty()) {
            takeOver(connection, known, claims);
            ended(connection, without(claims, known), claims);
        }
        return wanted.stream()
                .map(item -> claims.getOrDefault(item.work().key(), BUSY))
                .toList();
    }

    private Set<UUID> begin(Connection connection, List<Wanted> wanted) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(BEGIN)) {
            sql.setArray(1, uuids(connection, wanted, item -> item.work().key()));
            sql.setArray(2, texts(connection, wanted, item -> item.work().source()));
            sql.setArray(3, texts(connection, wanted, item -> item.work().id()));
            sql.setArray(4, texts(connection, wanted, item -> item.work().feature()));
            sql.setArray(5, texts(connection, wanted, item -> item.work().replay()));
            sql.setArray(6, texts(connection, wanted, item -> item.work().content()));
            sql.setArray(7, publications(connection, wanted));
            sql.setArray(8, letters(connection, wanted));
            sql.setObject(9, processLease.id());
            return keys(sql);
        }
    }

    private void takeOver(Connection connection, List<Wanted> known, Map<UUID, Claim> claims) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(TAKE_OVER)) {
            sql.setObject(1, processLease.id());
            sql.setArray(2, uuids(connection, known, item -> item.work().key()));
            sql.setArray(3, agains(connection, known));
            sql.setArray(4, publications(connection, known));
            sql.setArray(5, acceptances(connection, known));
            sql.setArray(6, letters(connection, known));
            sql.setArray(7, texts(connection, known, item -> item.work().content()));
            sql.setLong(8, processLease.lease().toMillis());
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    claims.put(rows.getObject(1, UUID.class), mine(rows.getString(2)));
                }
            }
        }
        leave(connection, unreadable(claims));
    }

    private static Claim mine(String calls) {
        try {
            return new Claim.Mine(StoredJson.calls(calls));
        } catch (RuntimeException e) {
            return UNREADABLE;
        }
    }

    private static List<UUID> unreadable(Map<UUID, Claim> claims) {
        return claims.entrySet().stream()
                .filter(claim -> claim.getValue() instanceof Claim.Unreadable)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Who can read it may go on with it. */
    private void leave(Connection connection, List<UUID> keys) throws SQLException {
        if (!keys.isEmpty()) {
            try (PreparedStatement sql = connection.prepareStatement(LEAVE)) {
                sql.setArray(1, uuids(connection, keys, Function.identity()));
                sql.setObject(2, processLease.id());
                sql.executeUpdate();
            }
        }
    }

    private static void ended(Connection connection, List<Wanted> known, Map<UUID, Claim> claims) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ENDED)) {
            sql.setArray(1, uuids(connection, known, item -> item.work().key()));
            sql.setArray(2, agains(connection, known));
            sql.setArray(3, publications(connection, known));
            sql.setArray(4, acceptances(connection, known));
            sql.setArray(5, letters(connection, known));
            Map<UUID, String> contents =
                    known.stream().map(Wanted::work).collect(Collectors.toMap(WorkItem::key, WorkItem::content));
            try (ResultSet rows = sql.executeQuery()) {
                while (rows.next()) {
                    UUID key = rows.getObject(1, UUID.class);
                    claims.put(key, readable(rows, contents.get(key)));
                }
            }
        }
    }

    private static Claim readable(ResultSet row, String content) throws SQLException {
        try {
            return ended(row, content);
        } catch (RuntimeException e) {
            return UNREADABLE;
        }
    }

    /** What was completed before contents were told apart is taken for an answer to any of them. */
    private static Claim ended(ResultSet row, String content) throws SQLException {
        String messages = row.getString(3);
        if (!WorkSettlement.COMPLETED.equals(row.getString(2))) {
            return new Claim.Ended(StoredJson.failed(messages));
        }
        FeatureOutcome.Completed ending = StoredJson.completed(messages);
        String answered = row.getString(4);
        return answered == null || answered.equals(content)
                ? new Claim.Ended(ending)
                : new Claim.Other(ending.messages(), answered);
    }

    /** Which revision the content of each is. They are few, and several of one event may come together: one by one. */
    List<Integer> revise(Connection connection, List<WorkItem> contents) throws SQLException {
        List<Integer> revisions = new ArrayList<>();
        try (PreparedStatement sql = connection.prepareStatement(REVISE)) {
            for (WorkItem work : contents) {
                sql.setObject(1, work.key());
                sql.setString(2, work.content());
                try (ResultSet row = sql.executeQuery()) {
                    revisions.add(FIRST_REVISION + (row.next() ? row.getInt(1) : 1));
                }
            }
        }
        return revisions;
    }

    /** Whether each entry is stored: false where the work is not ours any more. */
    List<Boolean> journal(Connection connection, List<Entry> entries) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(JOURNAL)) {
            sql.setArray(1, uuids(connection, entries, Entry::key));
            sql.setArray(2, texts(connection, entries, Entry::calls));
            sql.setObject(3, processLease.id());
            Set<UUID> stored = keys(sql);
            return entries.stream().map(entry -> stored.contains(entry.key())).toList();
        }
    }

    /** Whether each settlement is stored: false where the work is not ours any more. Answers are kept in any case. */
    List<Boolean> settle(Connection connection, List<WorkSettlement> settlements) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(SETTLE)) {
            sql.setArray(1, uuids(connection, settlements, WorkSettlement::key));
            sql.setArray(2, texts(connection, settlements, WorkSettlement::calls));
            sql.setArray(3, texts(connection, settlements, WorkSettlement::outcome));
            sql.setArray(4, texts(connection, settlements, WorkSettlement::messages));
            sql.setArray(5, uuids(connection, settlements, WorkSettlement::question));
            sql.setArray(6, texts(connection, settlements, WorkSettlement::answer));
            sql.setArray(7, connection.createArrayOf("int8", values(settlements, WorkSettlement::lifetimeMillis)));
            sql.setObject(8, processLease.id());
            Set<UUID> stored = keys(sql);
            return settlements.stream().map(item -> stored.contains(item.key())).toList();
        }
    }

    private static List<Wanted> without(Map<UUID, Claim> claims, List<Wanted> wanted) {
        return wanted.stream()
                .filter(item -> !claims.containsKey(item.work().key()))
                .toList();
    }

    static <T> Array uuids(Connection connection, Collection<T> items, Function<T, UUID> value) throws SQLException {
        return connection.createArrayOf("uuid", values(items, value));
    }

    private static <T> Array texts(Connection connection, Collection<T> items, Function<T, String> value)
            throws SQLException {
        return connection.createArrayOf("text", values(items, value));
    }

    private static Array publications(Connection connection, List<Wanted> wanted) throws SQLException {
        return uuids(
                connection,
                wanted,
                item -> item.work().publication().map(Publication::id).orElse(null));
    }

    private static Array acceptances(Connection connection, List<Wanted> wanted) throws SQLException {
        Function<Wanted, Long> millis = item ->
                item.work().publication().map(it -> it.at().toEpochMilli()).orElse(null);
        return connection.createArrayOf("int8", values(wanted, millis));
    }

    private static Array letters(Connection connection, List<Wanted> wanted) throws SQLException {
        return texts(connection, wanted, item -> item.work().letter().orElse(null));
    }

    private static Array agains(Connection connection, List<Wanted> wanted) throws SQLException {
        return connection.createArrayOf("bool", values(wanted, Wanted::again));
    }

    private static <T> Object[] values(Collection<T> items, Function<T, ?> value) {
        return items.stream().map(value).toArray();
    }

    static Set<UUID> keys(PreparedStatement sql) throws SQLException {
        Set<UUID> keys = new HashSet<>();
        try (ResultSet rows = sql.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getObject(1, UUID.class));
            }
        }
        return keys;
    }

    /**
     * Work that somebody wants to do.
     *
     * @param work which
     * @param again whether it is wanted although it has failed
     */
    record Wanted(WorkItem work, boolean again) {}

    /**
     * What was asked for a piece of work.
     *
     * @param key the work's
     * @param calls all calls so far
     */
    record Entry(UUID key, String calls) {}
}

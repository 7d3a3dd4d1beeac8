package dev.warren.modelchain.store;

import dev.warren.contracts.event.Publication;
import dev.warren.database.BatchColumns;
import dev.warren.database.Jdbc;
import dev.warren.modelchain.ending.FeatureOutcome;
import dev.warren.modelchain.store.key.WorkItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
            BatchColumns.of(sql, wanted)
                    .uuid(Wanted::key)
                    .text(item -> item.work().source())
                    .text(item -> item.work().id())
                    .text(item -> item.work().feature())
                    .text(item -> item.work().replay())
                    .text(item -> item.work().content())
                    .uuid(Wanted::publication)
                    .text(Wanted::letter)
                    .value(processLease.id());
            return keys(sql);
        }
    }

    private void takeOver(Connection connection, List<Wanted> known, Map<UUID, Claim> claims) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(TAKE_OVER)) {
            asked(BatchColumns.of(sql, known).value(processLease.id()))
                    .text(item -> item.work().content())
                    .value(processLease.lease().toMillis());
            Jdbc.list(sql, row -> claims.put(key(row), mine(row.getString(2))));
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
            Jdbc.update(connection, LEAVE, Jdbc.array(connection, "uuid", keys), processLease.id());
        }
    }

    private static void ended(Connection connection, List<Wanted> known, Map<UUID, Claim> claims) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(ENDED)) {
            asked(BatchColumns.of(sql, known));
            Map<UUID, String> contents =
                    known.stream().map(Wanted::work).collect(Collectors.toMap(WorkItem::key, WorkItem::content));
            Jdbc.list(sql, row -> claims.put(key(row), readable(row, contents.get(key(row)))));
        }
    }

    private static BatchColumns<Wanted> asked(BatchColumns<Wanted> columns) throws SQLException {
        return columns.uuid(Wanted::key)
                .add("bool", Wanted::again)
                .uuid(Wanted::publication)
                .bigint(Wanted::acceptedMillis)
                .text(Wanted::letter);
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
            BatchColumns.of(sql, entries).uuid(Entry::key).text(Entry::calls).value(processLease.id());
            Set<UUID> stored = keys(sql);
            return entries.stream().map(entry -> stored.contains(entry.key())).toList();
        }
    }

    /** Whether each settlement is stored: false where the work is not ours any more. Answers are kept in any case. */
    List<Boolean> settle(Connection connection, List<WorkSettlement> settlements) throws SQLException {
        try (PreparedStatement sql = connection.prepareStatement(SETTLE)) {
            BatchColumns.of(sql, settlements)
                    .uuid(WorkSettlement::key)
                    .text(WorkSettlement::calls)
                    .text(WorkSettlement::outcome)
                    .text(WorkSettlement::messages)
                    .uuid(WorkSettlement::question)
                    .text(WorkSettlement::answer)
                    .bigint(WorkSettlement::lifetimeMillis)
                    .value(processLease.id());
            Set<UUID> stored = keys(sql);
            return settlements.stream().map(item -> stored.contains(item.key())).toList();
        }
    }

    private static List<Wanted> without(Map<UUID, Claim> claims, List<Wanted> wanted) {
        return wanted.stream()
                .filter(item -> !claims.containsKey(item.work().key()))
                .toList();
    }

    private static Set<UUID> keys(PreparedStatement sql) throws SQLException {
        return new HashSet<>(Jdbc.list(sql, WorkItemTable::key));
    }

    private static UUID key(ResultSet row) throws SQLException {
        return row.getObject(1, UUID.class);
    }

    /**
     * Work that somebody wants to do.
     *
     * @param work which
     * @param again whether it is wanted although it has failed
     */
    record Wanted(WorkItem work, boolean again) {

        private UUID key() {
            return work.key();
        }

        private UUID publication() {
            return work.publication().map(Publication::id).orElse(null);
        }

        private Long acceptedMillis() {
            return work.publication().map(it -> it.at().toEpochMilli()).orElse(null);
        }

        private String letter() {
            return work.letter().orElse(null);
        }
    }

    /**
     * What was asked for a piece of work.
     *
     * @param key the work's
     * @param calls all calls so far
     */
    record Entry(UUID key, String calls) {}
}

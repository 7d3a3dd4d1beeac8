package dev.warren.notifier.status;

import dev.warren.contracts.v1.Outcome;
import dev.warren.database.BatchColumns;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** The outcomes that stand now; those of a replay stand beside the live ones and replace none of them. */
@ApplicationScoped
class Outcomes implements PanacheRepository<OutcomeRow> {

    /** Of several for the same row in one statement, the one that ends up there. */
    private static final String UPSERT = """
            INSERT INTO outcome (event_id, event_source, event_type, feature, replay, outcome, standing, at, result_id,
                                 data, userid, team, revision)
            SELECT DISTINCT ON (event_id, event_source, feature, replay)
                   event_id, event_source, event_type, feature, replay, outcome, standing, at, result_id,
                   data::jsonb, userid, team, revision
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::smallint[],
                        ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                     AS said (event_id, event_source, event_type, feature, replay, outcome, standing, at, result_id,
                              data, userid, team, revision)
            ORDER BY event_id, event_source, feature, replay, revision DESC, standing DESC, at DESC, result_id DESC
            ON CONFLICT (event_id, md5(event_source), feature, replay) DO UPDATE SET
                event_type = excluded.event_type, outcome = excluded.outcome, standing = excluded.standing,
                at = excluded.at, result_id = excluded.result_id, data = excluded.data, userid = excluded.userid,
                team = excluded.team, revision = excluded.revision
            WHERE (excluded.revision, excluded.standing, excluded.at, excluded.result_id)
                > (outcome.revision, outcome.standing, outcome.at, outcome.result_id)
            """;

    private static final String LIVE = "";
    private static final int FIRST_REVISION = 1;

    /** The escape of the one character that JSON may hold and PostgreSQL may not; a doubled backslash is no escape. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private static final String NUL_REPLACED = "$1\\\\ufffd";

    /**
     * Stores outcomes. A row ends up with the outcome of the highest rank of the event's last revision, and among those
     * with the latest, in whatever order and however often they arrive.
     */
    void put(Connection connection, List<StatusUpdate> updates) throws SQLException {
        if (updates.isEmpty()) {
            return;
        }
        try (PreparedStatement upsert = connection.prepareStatement(UPSERT)) {
            BatchColumns.of(upsert, updates)
                    .text(note -> note.fact().event().id())
                    .text(note -> note.fact().event().source())
                    .text(note -> note.fact().event().type())
                    .text(note -> note.fact().feature())
                    .text(note ->
                            note.fact().replay() == null ? LIVE : note.fact().replay())
                    .text(note -> note.outcome().value())
                    .add("int2", note -> standing(note.outcome()))
                    .add("timestamptz", note -> note.fact().at())
                    .text(note -> note.fact().messageId())
                    .text(note -> NUL.matcher(note.data()).replaceAll(NUL_REPLACED))
                    .text(note -> note.fact().who().userId())
                    .text(note -> note.fact().who().team())
                    .add("int4", note -> revision(note.fact().mark()));
            upsert.executeUpdate();
        }
    }

    List<OutcomeRow> of(String eventId, String eventSource) {
        return list("eventId = ?1 and eventSource = ?2 order by feature, replay", eventId, eventSource);
    }

    private static int revision(ContentRef contentRef) {
        return contentRef.revision() == null ? FIRST_REVISION : contentRef.revision();
    }

    private static short standing(Outcome outcome) {
        return switch (outcome) {
            case HELD -> 0;
            case FAILED, COMPLETED -> 1;
            case CORRECTED -> 2;
        };
    }
}

package dev.warren.notifier.status;

import dev.warren.contracts.v1.Outcome;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.regex.Pattern;

/** The outcomes that stand now; those of a replay stand beside the live ones and replace none of them. */
@ApplicationScoped
class Outcomes implements PanacheRepository<OutcomeRow> {

    private static final String UPSERT = """
            INSERT INTO outcome (event_id, event_source, event_type, feature, replay, outcome, standing, at, result_id,
                                 data, userid, team)
            VALUES (:eventId, :eventSource, :eventType, :feature, :replay, :outcome, :standing, :at, :resultId,
                    cast(:data AS jsonb), :userid, :team)
            ON CONFLICT (event_id, md5(event_source), feature, replay) DO UPDATE SET
                event_type = excluded.event_type, outcome = excluded.outcome, standing = excluded.standing,
                at = excluded.at, result_id = excluded.result_id, data = excluded.data, userid = excluded.userid,
                team = excluded.team
            WHERE (excluded.standing, excluded.at, excluded.result_id)
                > (outcome.standing, outcome.at, outcome.result_id)
            """;

    private static final String LIVE = "";

    /** The escape of the one character that JSON may hold and PostgreSQL may not; a doubled backslash is no escape. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private static final String NUL_REPLACED = "$1\\\\ufffd";

    /**
     * Takes note of an outcome. The row ends up with the outcome of the highest standing, and among those with the
     * latest, in whatever order and however often they arrive.
     *
     * @param data the result's data as JSON text
     */
    void put(Fact fact, Outcome outcome, String data) {
        getEntityManager()
                .createNativeQuery(UPSERT)
                .setParameter("eventId", fact.event().id())
                .setParameter("eventSource", fact.event().source())
                .setParameter("eventType", fact.event().type())
                .setParameter("feature", fact.feature())
                .setParameter("replay", fact.replay() == null ? LIVE : fact.replay())
                .setParameter("outcome", outcome.value())
                .setParameter("standing", standing(outcome))
                .setParameter("at", fact.at())
                .setParameter("resultId", fact.messageId())
                .setParameter("data", NUL.matcher(data).replaceAll(NUL_REPLACED))
                .setParameter("userid", fact.who().userId())
                .setParameter("team", fact.who().team())
                .executeUpdate();
    }

    List<OutcomeRow> of(String eventId, String eventSource) {
        return list("eventId = ?1 and eventSource = ?2 order by feature, replay", eventId, eventSource);
    }

    private static int standing(Outcome outcome) {
        return switch (outcome) {
            case HELD -> 0;
            case FAILED, COMPLETED -> 1;
            case CORRECTED -> 2;
        };
    }
}

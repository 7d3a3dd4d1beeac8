package dev.warren.notifier.status;

import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Every fact about every event, each once. */
@ApplicationScoped
class Timeline implements PanacheRepository<TimelineRow> {

    private static final String INSERT = """
            INSERT INTO timeline (event_id, event_source, event_type, what, feature, replay, message_id, at, userid)
            VALUES (:eventId, :eventSource, :eventType, :what, :feature, :replay, :messageId, :at, :userid)
            ON CONFLICT (event_id, md5(event_source), what, message_id) DO NOTHING
            """;

    /** Adds a fact, unless a message with the same id has said it before. */
    void add(Fact fact) {
        getEntityManager()
                .createNativeQuery(INSERT)
                .setParameter("eventId", fact.event().id())
                .setParameter("eventSource", fact.event().source())
                .setParameter("eventType", fact.event().type())
                .setParameter("what", fact.what())
                .setParameter("feature", fact.feature())
                .setParameter("replay", fact.replay())
                .setParameter("messageId", fact.messageId())
                .setParameter("at", fact.at())
                .setParameter("userid", fact.who().userId())
                .executeUpdate();
    }

    /** The facts about an event, oldest first; about all events with this id if the source is null. */
    List<TimelineRow> of(String eventId, String eventSource) {
        return list(
                "eventId = ?1 and (?2 is null or eventSource = ?2) order by case what when 'accepted' then 0 else 1 end, at, id",
                eventId,
                eventSource);
    }
}

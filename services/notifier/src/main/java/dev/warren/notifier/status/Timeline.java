package dev.warren.notifier.status;

import dev.warren.database.BatchColumns;
import io.quarkus.hibernate.orm.panache.PanacheRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Every fact about every event, each once. */
@ApplicationScoped
class Timeline implements PanacheRepository<TimelineRow> {

    private static final String INSERT = """
            INSERT INTO timeline (event_id, event_source, event_type, what, feature, replay, message_id, at, userid,
                                  publication, content, answered, resolution, revision)
            SELECT * FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                                 ?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[])
                     AS fact (event_id, event_source, event_type, what, feature, replay, message_id, at, userid,
                              publication, content, answered, resolution, revision)
            ORDER BY event_id, event_source, what, message_id
            ON CONFLICT (event_id, md5(event_source), what, message_id) DO NOTHING
            """;

    /**
     * Adds facts, except those that a message with the same id has said before. In the order of their keys, so that two
     * who add the same ones wait for each other and do not deadlock.
     */
    void add(Connection connection, List<EventFact> facts) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            BatchColumns.of(insert, facts)
                    .text(fact -> fact.event().id())
                    .text(fact -> fact.event().source())
                    .text(fact -> fact.event().type())
                    .text(EventFact::what)
                    .text(EventFact::feature)
                    .text(EventFact::replay)
                    .text(EventFact::messageId)
                    .add("timestamptz", EventFact::at)
                    .text(fact -> fact.who().userId())
                    .text(fact -> fact.mark().publication())
                    .text(fact -> fact.mark().content())
                    .text(fact -> fact.mark().answered())
                    .text(fact -> fact.mark().resolution())
                    .add("int4", fact -> fact.mark().revision());
            insert.executeUpdate();
        }
    }

    /**
     * The facts about an event, its first acceptance before all and then oldest first; about all events with this id if
     * the source is null.
     */
    List<TimelineRow> of(String eventId, String eventSource) {
        List<TimelineRow> facts = new ArrayList<>(
                list("eventId = ?1 and (?2 is null or eventSource = ?2) order by at, id", eventId, eventSource));
        facts.stream().filter(TimelineRow::isAcceptance).findFirst().ifPresent(first -> {
            facts.remove(first);
            facts.addFirst(first);
        });
        return facts;
    }
}

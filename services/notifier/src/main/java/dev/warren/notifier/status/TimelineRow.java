package dev.warren.notifier.status;

import dev.warren.contracts.v1.EventRef;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** One fact about one event. Read here, written by {@link Timeline#add}. */
@Entity
@Immutable
@Table(name = "timeline")
class TimelineRow {

    @Id
    Long id;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_source")
    String eventSource;

    @Column(name = "event_type")
    String eventType;

    String what;

    String feature;

    /** Null where live. */
    String replay;

    @Column(name = "message_id")
    String messageId;

    Instant at;

    String publication;

    String content;

    String answered;

    String resolution;

    Integer revision;

    boolean isAcceptance() {
        return what.equals(EventFact.ACCEPTED);
    }

    EventRef event() {
        return new EventRef(eventSource, eventId, eventType);
    }
}

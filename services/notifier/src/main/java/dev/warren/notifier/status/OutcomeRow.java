package dev.warren.notifier.status;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * The outcome of one feature for one event that stands now, live or in one replay. Read here, written by
 * {@link Outcomes#put}.
 */
@Entity
@Immutable
@Table(name = "outcome")
class OutcomeRow {

    @Id
    Long id;

    @Column(name = "event_id")
    String eventId;

    @Column(name = "event_source")
    String eventSource;

    String feature;

    /** Empty where live. */
    String replay;

    String outcome;

    Instant at;

    @Column(name = "result_id")
    String resultId;

    /** The result's data as JSON text. */
    @JdbcTypeCode(SqlTypes.JSON)
    String data;

    boolean isLive() {
        return replay.isEmpty();
    }
}

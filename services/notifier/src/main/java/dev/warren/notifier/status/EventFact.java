package dev.warren.notifier.status;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.event.Fingerprint;
import dev.warren.contracts.event.Publication;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Outcome;
import io.cloudevents.CloudEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What one message says about one event.
 *
 * @param event the event
 * @param what {@link #ACCEPTED}, or the outcome's word
 * @param feature the feature that it is about; null where it is about all of them
 * @param replay the replay of history that it was made in; null where it was made live
 * @param messageId the CloudEvents id of the message; of an acceptance, its publication where that is known
 * @param at when it happened: a result's own time; when intake accepted an event, or else the time of writing, as an
 *     event's time is its producer's
 * @param who who the event belongs to
 * @param mark which publication and content it is about
 */
record EventFact(
        EventRef event,
        String what,
        String feature,
        String replay,
        String messageId,
        Instant at,
        Attribution who,
        ContentRef mark) {

    /** Intake accepted the event. */
    static final String ACCEPTED = "accepted";

    /** What an accepted event says; its payload is left behind. */
    static EventFact accepted(CloudEvent event, Optional<Publication> publication, Clock clock) {
        String id = publication.map(Publication::toString).orElse(null);
        return new EventFact(
                EventRef.to(event),
                ACCEPTED,
                null,
                null,
                id == null ? event.getId() : id,
                publication.map(Publication::at).orElseGet(clock::instant),
                Attribution.of(event),
                ContentRef.published(id, Fingerprint.of(event)));
    }

    /** What a result says. */
    static EventFact outcome(CloudEvent message, ResultSubject work, Outcome outcome, Clock clock) {
        Instant at =
                message.getTime() == null ? clock.instant() : message.getTime().toInstant();
        return new EventFact(
                work.event(),
                outcome.value(),
                work.feature(),
                work.replay(),
                message.getId(),
                at,
                Attribution.of(message),
                work.conflict() == null ? ContentRef.NONE : work.conflict());
    }
}

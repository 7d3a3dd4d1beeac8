package dev.warren.aiconsumer.replay.run;

import dev.warren.aiconsumer.replay.ReplaySpec;
import dev.warren.messaging.MalformedMessageException;
import dev.warren.messaging.codec.CloudEventCodec;
import dev.warren.modelchain.feature.Feature;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells which messages of the log a replay is about. When an event was accepted is what its message says; a message
 * that does not is taken at the event's own time.
 *
 * @param slack how long after the period its last events may have been stored
 */
record LogEventSelector(ReplaySpec order, Feature feature, CloudEventCodec codec, Duration slack) {

    LogMatch look(LoggedEvent message) {
        Instant published = message.published();
        if (published != null && !order.covers(published)) {
            return published.isBefore(order.to().plus(slack)) ? new LogMatch.Outside() : new LogMatch.Beyond();
        }
        try {
            return look(codec.decode(message.body(), message.contentType(), message.headers()), published);
        } catch (MalformedMessageException e) {
            return published == null ? new LogMatch.Outside() : new LogMatch.Skipped(published);
        }
    }

    private LogMatch look(CloudEvent event, Instant published) {
        Instant accepted = published == null ? ownTime(event) : published;
        if (accepted == null || !order.covers(accepted)) {
            return new LogMatch.Outside();
        }
        boolean wanted = order.wants(event.getType()) && feature.listensTo(event.getType());
        return wanted ? new LogMatch.Match(event, accepted) : new LogMatch.Skipped(accepted);
    }

    private static Instant ownTime(CloudEvent event) {
        return event.getTime() == null ? null : event.getTime().toInstant();
    }
}

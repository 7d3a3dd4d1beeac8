package dev.warren.notifier.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.v1.EventRef;
import java.time.Instant;
import java.util.List;

/**
 * The answer to "what became of this event?".
 *
 * @param event the event
 * @param acceptedAt when the notifier saw that intake had accepted the event; null until then
 * @param outcomes per feature, what stands now, when, the id of the result and the result's data
 * @param replayed the same per feature and replay of history, whose name is in {@code replay}
 * @param conflicts where it was published again with other content: one entry for each content but the first
 * @param timeline every fact: the first acceptance, then the others, oldest first
 */
record EventStatus(
        EventRef event,
        Instant acceptedAt,
        List<JsonNode> outcomes,
        List<JsonNode> replayed,
        List<ContentConflict> conflicts,
        List<Entry> timeline) {

    /**
     * One fact.
     *
     * @param at when
     * @param what {@code accepted}, or an outcome
     * @param feature absent where the fact is about all features
     * @param replay absent where live
     * @param messageId the CloudEvents id of the message that said so
     * @param publication which publication of the event it is about; absent where not known
     * @param content the fingerprint of that content; of results, only of those that are in conflict with earlier
     *     content
     * @param resolution what was done about that; absent where there is no conflict
     * @param revision which revision of the event a result is of; absent for the first
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Entry(
            Instant at,
            String what,
            String feature,
            String replay,
            String messageId,
            String publication,
            String content,
            String resolution,
            Integer revision) {

        static Entry of(TimelineRow row) {
            return new Entry(
                    row.at,
                    row.what,
                    row.feature,
                    row.replay,
                    row.isAcceptance() ? row.eventId : row.messageId,
                    row.publication,
                    row.content,
                    row.resolution,
                    row.revision);
        }

        boolean acceptance() {
            return what.equals(EventFact.ACCEPTED);
        }
    }

    static EventStatus of(List<TimelineRow> rows, List<JsonNode> outcomes, List<JsonNode> replayed) {
        List<Entry> timeline = rows.stream().map(Entry::of).toList();
        Instant acceptedAt = timeline.stream()
                .filter(Entry::acceptance)
                .map(Entry::at)
                .findFirst()
                .orElse(null);
        return new EventStatus(
                rows.getFirst().event(), acceptedAt, outcomes, replayed, ContentConflict.among(rows), timeline);
    }
}

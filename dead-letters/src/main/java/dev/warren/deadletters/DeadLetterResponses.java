package dev.warren.deadletters;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.warren.deadletters.ReplayEstimator.Estimate;
import dev.warren.deadletters.queue.DeadLetter;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies of the answers. In each, {@code unread} letters are behind the bound of what is looked at. */
final class DeadLetterResponses {

    private DeadLetterResponses() {}

    /** Letters by what failed and why, the largest group first. */
    @Schema(name = "DeadLetterGroups")
    record Grouped(String service, List<DeadLetterGroup> groups, long unread) {}

    /**
     * A page of letters, the oldest first.
     *
     * @param total how many on all pages
     * @param next what to ask for after this page; null on the last one
     */
    @Schema(name = "DeadLetterPage")
    record Listed(String service, long total, List<DeadLetter> letters, String next, long unread) {}

    /**
     * A letter with everything that it has.
     *
     * @param headers in JSON's kinds; bytes in Base64
     * @param properties of AMQP, those that are there
     * @param payload as text, or as {@code payloadEncoding} says
     * @param payloadEncoding {@code base64} where the payload is no UTF-8, else null
     * @param payloadBytes how long it is
     * @param payloadCut whether {@code payload} is only its beginning
     */
    @Schema(name = "DeadLetterInFull")
    record Shown(
            @JsonUnwrapped DeadLetter letter,
            Map<String, Object> headers,
            Map<String, Object> properties,
            String payload,
            String payloadEncoding,
            int payloadBytes,
            boolean payloadCut) {}

    /**
     * What was sent back.
     *
     * @param matched how many letters were selected
     * @param replayed how many of them were sent back; 0 in a dry run. Fewer where a letter does not say which queue it
     *     came from.
     * @param keys of those that were sent back, or would be
     * @param estimates what they would ask of models; in a dry run only
     */
    @Schema(name = "DeadLettersReplayed")
    record Replayed(int matched, int replayed, List<String> keys, List<Estimate> estimates, long unread) {}

    /**
     * What was thrown away.
     *
     * @param matched how many letters were selected
     * @param discarded how many of them are gone
     */
    @Schema(name = "DeadLettersDiscarded")
    record Discarded(int matched, int discarded, long unread) {}
}

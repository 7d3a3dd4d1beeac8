package dev.warren.deadletters;

import dev.warren.deadletters.queue.DeadLetter;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Letters that failed alike.
 *
 * @param service whose
 * @param feature what failed; several are one word with commas; null for everything
 * @param reason why
 * @param count how many
 * @param oldest since when the first one is dead; null where nothing says so
 * @param newest since when the last one is dead; null where nothing says so
 */
@Schema(name = "DeadLetterGroup")
record DeadLetterGroup(String service, String feature, String reason, long count, Instant oldest, Instant newest) {

    static DeadLetterGroup of(String service, DeadLetter letter) {
        return new DeadLetterGroup(service, letter.feature(), letter.reason(), 1, letter.at(), letter.at());
    }

    DeadLetterGroup plus(DeadLetterGroup more) {
        return new DeadLetterGroup(
                service, feature, reason, count + more.count, first(oldest, more.oldest), last(newest, more.newest));
    }

    private static Instant first(Instant one, Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static Instant last(Instant one, Instant other) {
        return one == null || (other != null && other.isAfter(one)) ? other : one;
    }
}

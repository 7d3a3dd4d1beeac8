package dev.warren.costledger.booking;

import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.costledger.prices.TokenUsage;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;

/**
 * A usage message that makes sense and fits into the ledger: a call to a model, or an answer that was used again
 * instead of one.
 *
 * @param id books it once: the id of the call, or of the reuse
 * @param reusedCallId the call whose answer was used again; null where this is a call
 * @param event the event that it was for
 * @param feature the feature that it was for
 * @param provider who answered, or was asked to
 * @param model which model answered, or was asked to
 * @param tokens what the call used; of a reuse, the call whose answer it was
 * @param outcome how it ended
 * @param who who the spend is for
 * @param at when, in the words of the consumer
 * @param details what else is known
 */
public record UsageRecord(
        String id,
        String reusedCallId,
        EventRef event,
        String feature,
        String provider,
        String model,
        Tokens tokens,
        String outcome,
        Attribution who,
        Instant at,
        UsageDetails details) {

    private static final EventRef NONE = new EventRef(null, null, null);

    /** More tokens than any model takes or gives in one call. */
    public static final long MAX_TOKENS = 1_000_000_000;

    /** How far a caller's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofDays(1);

    public UsageRecord {
        event = event == null ? NONE : event;
    }

    /** Of which nothing else is known. */
    public UsageRecord(
            String id,
            String reusedCallId,
            EventRef event,
            String feature,
            String provider,
            String model,
            Tokens tokens,
            String outcome,
            Attribution who,
            Instant at) {
        this(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, UsageDetails.NONE);
    }

    /**
     * What a call used.
     *
     * @param input of the request, the next two included
     * @param cachedInput of the request, read from the provider's cache
     * @param cacheWrite of the request, written into the provider's cache
     * @param output of the answer, the next ones included
     * @param reasoning of the answer, thought and not said
     * @param batch whether the call was part of a batch
     * @param known false where the provider gave no count: unknown is not zero
     */
    public record Tokens(
            long input, long cachedInput, long cacheWrite, long output, long reasoning, boolean batch, boolean known) {

        /** None were used. */
        public static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, false, true);

        public boolean areNone() {
            return known && input == 0 && output == 0;
        }

        /** Of both together; known where the other ones are. */
        public Tokens plus(Tokens other) {
            return new Tokens(
                    input + other.input,
                    cachedInput + other.cachedInput,
                    cacheWrite + other.cacheWrite,
                    output + other.output,
                    reasoning + other.reasoning,
                    batch,
                    other.known);
        }

        /** What must be added to have these instead of the other ones. */
        public Tokens minus(Tokens other) {
            return new Tokens(
                    input - other.input,
                    cachedInput - other.cachedInput,
                    cacheWrite - other.cacheWrite,
                    output - other.output,
                    reasoning - other.reasoning,
                    false,
                    true);
        }

        public Tokens inBatch(boolean isBatch) {
            return new Tokens(input, cachedInput, cacheWrite, output, reasoning, isBatch, known);
        }

        TokenUsage used() {
            return new TokenUsage(input, cachedInput, cacheWrite, output, reasoning, batch);
        }
    }

    /**
     * Takes the usage out of its message, under names and with counts that fit the ledger; whatever is missing or
     * cannot be read is left out and flagged. A message without a time, or with one that cannot be, is of now.
     *
     * @throws PermanentFailureException if the message is about no usage, or has no data
     */
    static UsageRecord of(CloudEvent message, Instant now) {
        return UsageMessageReader.read(message, now);
    }

    /** Whether no call was made. */
    public boolean isReuse() {
        return reusedCallId != null;
    }

    /** The same, for an entry of its own in which nothing was used, or something else. */
    public UsageRecord entry(String entryId, String word, Tokens used) {
        return new UsageRecord(entryId, reusedCallId, event, feature, provider, model, used, word, who, at);
    }

    /** The same with other tokens. */
    public UsageRecord with(Tokens used) {
        return new UsageRecord(id, reusedCallId, event, feature, provider, model, used, outcome, who, at, details);
    }

    /** The same with one more thing to be seen. */
    UsageRecord flagged(String flag) {
        UsageDetails more = details.flagged(flag);
        return new UsageRecord(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, more);
    }
}

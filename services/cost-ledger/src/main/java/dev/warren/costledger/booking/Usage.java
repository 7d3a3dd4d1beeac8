package dev.warren.costledger.booking;

import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.costledger.prices.Used;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.OffsetDateTime;

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
 */
public record Usage(
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

    private static final EventRef NONE = new EventRef(null, null, null);
    private static final String REUSED = "reused";
    private static final String INVALID = "invalid-usage";

    public Usage {
        event = event == null ? NONE : event;
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
        static final Tokens NONE = new Tokens(0, 0, 0, 0, 0, false, true);

        Used used() {
            return new Used(input, cachedInput, cacheWrite, output, reasoning, batch);
        }
    }

    /**
     * Takes the usage out of its message. A message without a time is of now.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    static Usage of(CloudEvent message, Instant now) {
        OffsetDateTime time = message.getTime();
        Usage usage = read(message, Attribution.of(message), time == null ? now : time.toInstant());
        String faults = UsageFaults.of(usage, now);
        if (!faults.isEmpty()) {
            throw new PermanentFailureException(INVALID, faults);
        }
        return usage;
    }

    /** Whether no call was made. */
    public boolean isReuse() {
        return reusedCallId != null;
    }

    /** The same, for an entry of its own in which nothing was used. */
    Usage unused(String entryId, String word) {
        return new Usage(entryId, reusedCallId, event, feature, provider, model, Tokens.NONE, word, who, at);
    }

    private static Usage read(CloudEvent message, Attribution who, Instant at) {
        return switch (message.getType()) {
            case ModelCalled.TYPE -> called(data(message, ModelCalled.class), who, at);
            case AnswerReused.TYPE -> reused(data(message, AnswerReused.class), who, at);
            default ->
                throw new PermanentFailureException(
                        "not-usage", "the type is neither " + ModelCalled.TYPE + " nor " + AnswerReused.TYPE);
        };
    }

    private static Usage called(ModelCalled call, Attribution who, Instant at) {
        Tokens tokens = new Tokens(
                call.inputTokens(),
                call.cachedInputTokens(),
                call.cacheWriteInputTokens(),
                call.outputTokens(),
                call.reasoningTokens(),
                call.batch(),
                call.tokensKnown());
        return new Usage(
                call.callId(),
                null,
                call.event(),
                call.feature(),
                call.provider(),
                call.model(),
                tokens,
                call.outcome(),
                who,
                at);
    }

    private static Usage reused(AnswerReused answer, Attribution who, Instant at) {
        Tokens tokens = new Tokens(
                answer.inputTokens(),
                answer.cachedInputTokens(),
                answer.cacheWriteInputTokens(),
                answer.outputTokens(),
                answer.reasoningTokens(),
                answer.batch(),
                answer.tokensKnown());
        return new Usage(
                answer.reuseId(),
                answer.callId() == null ? "" : answer.callId(),
                answer.event(),
                answer.feature(),
                answer.provider(),
                answer.model(),
                tokens,
                REUSED,
                who,
                at);
    }

    private static <T> T data(CloudEvent message, Class<T> type) {
        try {
            return Messages.data(message, type);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException(INVALID, e.getMessage(), e);
        }
    }
}

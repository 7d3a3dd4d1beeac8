package dev.warren.costledger.booking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.Names;
import dev.warren.costledger.prices.Used;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

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
        Instant at,
        Details details) {

    private static final EventRef NONE = new EventRef(null, null, null);
    private static final String REUSED = "reused";
    private static final String INVALID = "invalid-usage";
    private static final String ANSWERED = "answered";

    /** How far a caller's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofDays(1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    public Usage {
        event = event == null ? NONE : event;
    }

    /** Of which nothing else is known. */
    public Usage(
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
        this(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, Details.NONE);
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

        /** Of both together; known where the other ones are. */
        Tokens plus(Tokens other) {
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
        Tokens minus(Tokens other) {
            return new Tokens(
                    input - other.input,
                    cachedInput - other.cachedInput,
                    cacheWrite - other.cacheWrite,
                    output - other.output,
                    reasoning - other.reasoning,
                    false,
                    true);
        }

        Tokens inBatch(boolean isBatch) {
            return new Tokens(input, cachedInput, cacheWrite, output, reasoning, isBatch, known);
        }

        Used used() {
            return new Used(input, cachedInput, cacheWrite, output, reasoning, batch);
        }
    }

    /**
     * Takes the usage out of its message, under names and with counts that fit the ledger. A message without a time, or
     * with one that cannot be, is of now.
     *
     * @throws PermanentFailureException naming everything that is missing
     */
    static Usage of(CloudEvent message, Instant now) {
        OffsetDateTime time = message.getTime();
        Instant at = time == null ? now : time.toInstant();
        boolean isPossible = !at.isBefore(EARLIEST) && !at.isAfter(now.plus(MAX_AHEAD));
        Usage usage = read(message, Attribution.of(message), isPossible ? at : now);
        String faults = UsageFaults.of(usage);
        if (!faults.isEmpty()) {
            throw new PermanentFailureException(INVALID, faults);
        }
        return isPossible ? usage : usage.flagged("time-out-of-range");
    }

    /** Whether no call was made. */
    public boolean isReuse() {
        return reusedCallId != null;
    }

    /** The same, for an entry of its own in which nothing was used, or something else. */
    Usage entry(String entryId, String word, Tokens used) {
        return new Usage(entryId, reusedCallId, event, feature, provider, model, used, word, who, at);
    }

    /** The same with other tokens. */
    Usage with(Tokens used) {
        return new Usage(id, reusedCallId, event, feature, provider, model, used, outcome, who, at, details);
    }

    /** The same with one more thing to be seen. */
    Usage flagged(String flag) {
        Details more = details.flagged(flag);
        return new Usage(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, more);
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
        Tokens said = new Tokens(
                call.inputTokens(),
                call.cachedInputTokens(),
                call.cacheWriteInputTokens(),
                call.outputTokens(),
                call.reasoningTokens(),
                call.batch() || Details.isBatch(call.reported()),
                call.tokensKnown());
        Fitting fitting = new Fitting();
        Tokens tokens = fitting.fit(said, ANSWERED.equals(call.outcome()));
        return new Usage(
                named(call.callId()),
                null,
                named(call.event()),
                named(call.feature()),
                named(call.provider()),
                named(call.model()),
                tokens,
                named(call.outcome()),
                who,
                at,
                Details.of(call.reported(), call.model(), call.spared(), fitting.flags()));
    }

    private static Usage reused(AnswerReused answer, Attribution who, Instant at) {
        Tokens said = new Tokens(
                answer.inputTokens(),
                answer.cachedInputTokens(),
                answer.cacheWriteInputTokens(),
                answer.outputTokens(),
                answer.reasoningTokens(),
                answer.batch() || Details.isBatch(answer.reported()),
                answer.tokensKnown());
        Fitting fitting = new Fitting();
        Tokens tokens = fitting.fit(said, false);
        return new Usage(
                named(answer.reuseId()),
                answer.callId() == null ? "" : named(answer.callId()),
                named(answer.event()),
                named(answer.feature()),
                named(answer.provider()),
                named(answer.model()),
                tokens,
                REUSED,
                who,
                at,
                Details.of(answer.reported(), answer.model(), null, fitting.flags()));
    }

    /** What is counted under no name at all is missing, and must not be taken for another that is missing. */
    private static String named(String name) {
        return name == null || name.isEmpty() ? name : Names.of(name);
    }

    private static EventRef named(EventRef event) {
        return event == null ? NONE : new EventRef(named(event.source()), named(event.id()), named(event.type()));
    }

    private static <T> T data(CloudEvent message, Class<T> type) {
        try {
            return Messages.data(message, type);
        } catch (IllegalArgumentException e) {
            return counted(message, type).orElseThrow(() -> new PermanentFailureException(INVALID, e.getMessage(), e));
        }
    }

    /** The same with counts that no number of tokens can be, so large are they, as the largest there is. */
    private static <T> Optional<T> counted(CloudEvent message, Class<T> type) {
        try {
            JsonNode data = Messages.data(message, JsonNode.class);
            data.properties().stream()
                    .filter(field -> field.getKey().endsWith("Tokens")
                            && field.getValue().isNumber())
                    .filter(field -> !field.getValue().canConvertToLong())
                    .forEach(field -> field.setValue(LongNode.valueOf(Long.MAX_VALUE)));
            return Optional.of(Messages.data(Messages.withData(message, data), type));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

package dev.warren.costledger.booking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.Reported;
import dev.warren.costledger.booking.Usage.Tokens;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

/** Reads one usage message. Used once. */
final class UsageReading {

    private static final String REUSED = "reused";
    private static final String ANSWERED = "answered";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final CloudEvent message;
    private final boolean isReuse;
    private final UsageFields data;

    private UsageReading(CloudEvent message, boolean isReuse, UsageFields data) {
        this.message = message;
        this.isReuse = isReuse;
        this.data = data;
    }

    /** What {@link Usage#of} says. */
    static Usage read(CloudEvent message, Instant now) {
        boolean isReuse =
                switch (message.getType()) {
                    case ModelCalled.TYPE -> false;
                    case AnswerReused.TYPE -> true;
                    default ->
                        throw new PermanentFailureException(
                                "not-usage", "the type is neither " + ModelCalled.TYPE + " nor " + AnswerReused.TYPE);
                };
        return new UsageReading(message, isReuse, new UsageFields(data(message))).usage(now);
    }

    private static JsonNode data(CloudEvent message) {
        JsonNode data;
        try {
            data = Messages.data(message, JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException("invalid-usage", e.getMessage(), e);
        }
        if (!data.isObject()) {
            throw new PermanentFailureException("invalid-usage", "the data is no JSON object");
        }
        return data;
    }

    /** The id of the message is the call's own, so it stands in for one that is missing. */
    private Usage usage(Instant now) {
        String id = data.name(isReuse ? "reuseId" : "callId", message.getId());
        String reusedCallId = isReuse ? data.name("callId") : null;
        EventRef event = event(data.part("event"));
        String feature = data.name("feature");
        String provider = data.name("provider");
        String model = data.name("model");
        String outcome = isReuse ? REUSED : data.name("outcome");
        Fitting fitting = new Fitting();
        Reported reported = reported(data.optionalPart("reported"));
        Tokens tokens = fitting.fit(tokens(reported), !isReuse && outcome.equals(ANSWERED));
        Spared spared = isReuse ? null : spared(data.optionalPart("spared"));
        Instant at = at(now);
        Stream<String> flags = Stream.concat(data.flags().stream(), fitting.flags().stream());
        Details details = Details.of(reported, model, spared, flags.toList());
        Attribution who = Attribution.of(message);
        return new Usage(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, details);
    }

    private static EventRef event(UsageFields event) {
        return new EventRef(event.name("source"), event.name("id"), event.name("type"));
    }

    /** Where one of the two wholes cannot be read, nobody knows what was used; a part is none. */
    private Tokens tokens(Reported reported) {
        Long input = data.count("inputTokens");
        Long output = data.count("outputTokens");
        Long cached = data.count("cachedInputTokens");
        boolean isKnown = data.is("tokensKnown");
        return new Tokens(
                input == null ? 0 : input,
                cached == null ? 0 : cached,
                data.optionalCount("cacheWriteInputTokens", 0L),
                output == null ? 0 : output,
                data.optionalCount("reasoningTokens", 0L),
                data.isOptionally("batch") || Details.isBatch(reported),
                isKnown && input != null && output != null);
    }

    private static Reported reported(UsageFields said) {
        return said == null
                ? null
                : new Reported(
                        said.text("id"),
                        said.text("model"),
                        said.text("tier"),
                        said.amount("cost"),
                        said.words("corrections"));
    }

    private static Spared spared(UsageFields said) {
        return said == null ? null : new Spared(said.text("provider"), said.text("model"));
    }

    private Instant at(Instant now) {
        if (message.getExtension(TolerantDecoder.REPAIRED) != null) {
            data.flag("message", "repaired");
        }
        OffsetDateTime time = message.getTime();
        Instant at = time == null ? now : time.toInstant();
        if (time == null) {
            data.flag("time", "missing");
        } else if (at.isBefore(EARLIEST) || at.isAfter(now.plus(Usage.MAX_AHEAD))) {
            data.flag("time", "out-of-range");
            return now;
        }
        return at;
    }
}

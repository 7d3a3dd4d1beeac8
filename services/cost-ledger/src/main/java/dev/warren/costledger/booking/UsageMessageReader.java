package dev.warren.costledger.booking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.warren.contracts.ContractCodec;
import dev.warren.contracts.event.Attribution;
import dev.warren.contracts.v1.AnswerReused;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.contracts.v1.ModelCalled.Spared;
import dev.warren.contracts.v1.ProviderReport;
import dev.warren.costledger.booking.UsageRecord.Tokens;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.stream.Stream;

/** Reads one usage message. Used once. */
final class UsageMessageReader {

    private static final String REUSED = "reused";
    private static final String ANSWERED = "answered";
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final CloudEvent message;
    private final boolean isReuse;
    private final UsageFieldReader data;

    private UsageMessageReader(CloudEvent message, boolean isReuse, UsageFieldReader data) {
        this.message = message;
        this.isReuse = isReuse;
        this.data = data;
    }

    /** What {@link UsageRecord#of} says. */
    static UsageRecord read(CloudEvent message, Instant now) {
        boolean isReuse =
                switch (message.getType()) {
                    case ModelCalled.TYPE -> false;
                    case AnswerReused.TYPE -> true;
                    default ->
                        throw new PermanentFailureException(
                                "not-usage", "the type is neither " + ModelCalled.TYPE + " nor " + AnswerReused.TYPE);
                };
        return new UsageMessageReader(message, isReuse, new UsageFieldReader(data(message))).usage(now);
    }

    private static JsonNode data(CloudEvent message) {
        JsonNode data;
        try {
            data = ContractCodec.data(message, JsonNode.class);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException("invalid-usage", e.getMessage(), e);
        }
        if (!data.isObject()) {
            throw new PermanentFailureException("invalid-usage", "the data is not a JSON object");
        }
        return data;
    }

    /** The id of the message is the call's own, so it stands in for one that is missing. */
    private UsageRecord usage(Instant now) {
        String id = data.name(isReuse ? "reuseId" : "callId", message.getId());
        String reusedCallId = isReuse ? data.name("callId") : null;
        EventRef event = event(data.part("event"));
        String feature = data.name("feature");
        String provider = data.name("provider");
        String model = data.name("model");
        String outcome = isReuse ? REUSED : data.name("outcome");
        UsageSanitizer usageSanitizer = new UsageSanitizer();
        ProviderReport providerReport = reported(data.optionalPart("reported"));
        Tokens tokens = usageSanitizer.fit(tokens(providerReport), !isReuse && outcome.equals(ANSWERED));
        Spared spared = isReuse ? null : spared(data.optionalPart("spared"));
        Instant at = at(now);
        Stream<String> flags = Stream.concat(data.flags().stream(), usageSanitizer.flags().stream());
        UsageDetails details = UsageDetails.of(providerReport, model, spared, flags.toList());
        Attribution who = Attribution.of(message);
        return new UsageRecord(id, reusedCallId, event, feature, provider, model, tokens, outcome, who, at, details);
    }

    private static EventRef event(UsageFieldReader event) {
        return new EventRef(event.name("source"), event.name("id"), event.name("type"));
    }

    /** Where one of the two wholes cannot be read, nobody knows what was used; a part is none. */
    private Tokens tokens(ProviderReport providerReport) {
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
                data.isOptionally("batch") || UsageDetails.isBatch(providerReport),
                isKnown && input != null && output != null);
    }

    private static ProviderReport reported(UsageFieldReader said) {
        return said == null
                ? null
                : new ProviderReport(
                        said.text("id"),
                        said.text("model"),
                        said.text("tier"),
                        said.amount("cost"),
                        said.words("corrections"));
    }

    private static Spared spared(UsageFieldReader said) {
        return said == null ? null : new Spared(said.text("provider"), said.text("model"));
    }

    private Instant at(Instant now) {
        if (message.getExtension(LenientDecoder.REPAIRED) != null) {
            data.flag("message", "repaired");
        }
        OffsetDateTime time = message.getTime();
        Instant at = time == null ? now : time.toInstant();
        if (time == null) {
            data.flag("time", "missing");
        } else if (at.isBefore(EARLIEST) || at.isAfter(now.plus(UsageRecord.MAX_AHEAD))) {
            data.flag("time", "out-of-range");
            return now;
        }
        return at;
    }
}

package dev.warren.costledger.booking;

import dev.warren.contracts.v1.Attribution;
import dev.warren.contracts.v1.EventRef;
import dev.warren.contracts.v1.Messages;
import dev.warren.contracts.v1.ModelCalled;
import dev.warren.messaging.PermanentFailureException;
import io.cloudevents.CloudEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A usage message that makes sense and fits into the ledger.
 *
 * @param call what was called and what it used
 * @param who who the spend is for
 * @param calledAt when, in the words of the caller
 */
record Usage(ModelCalled call, Attribution who, Instant calledAt) {

    /** The longest name that is booked: of a user, a team, a feature, a model, an event. */
    static final int MAX_NAME = 512;

    /** More tokens than any model takes or gives in one call. */
    static final long MAX_TOKENS = 1_000_000_000;

    /** How far a caller's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofDays(1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /**
     * Takes the usage out of its message. A message without a time counts as called now.
     *
     * @throws PermanentFailureException naming everything that is wrong with it
     */
    static Usage of(CloudEvent event, Instant now) {
        if (!event.getType().equals(ModelCalled.TYPE)) {
            throw new PermanentFailureException("not-usage", "the type is not " + ModelCalled.TYPE);
        }
        OffsetDateTime time = event.getTime();
        Usage usage = new Usage(data(event), Attribution.of(event), time == null ? now : time.toInstant());
        List<String> faults = usage.faults(now);
        if (!faults.isEmpty()) {
            throw new PermanentFailureException("invalid-usage", String.join("; ", faults));
        }
        return usage;
    }

    private static ModelCalled data(CloudEvent event) {
        try {
            return Messages.data(event, ModelCalled.class);
        } catch (IllegalArgumentException e) {
            throw new PermanentFailureException("invalid-usage", e.getMessage(), e);
        }
    }

    private List<String> faults(Instant now) {
        Faults faults = new Faults(new ArrayList<>());
        EventRef event = call.event() == null ? new EventRef(null, null, null) : call.event();
        faults.name("callId", call.callId());
        faults.name("event.source", event.source());
        faults.name("event.id", event.id());
        faults.name("event.type", event.type());
        faults.name("feature", call.feature());
        faults.name("provider", call.provider());
        faults.name("model", call.model());
        faults.name("outcome", call.outcome());
        faults.name("userid", who.userId());
        if (who.team() != null) {
            faults.name("team", who.team());
        }
        faults.tokens("inputTokens", call.inputTokens(), MAX_TOKENS);
        faults.tokens("cachedInputTokens", call.cachedInputTokens(), Math.max(0, call.inputTokens()));
        faults.tokens("outputTokens", call.outputTokens(), MAX_TOKENS);
        faults.time(calledAt, EARLIEST, now.plus(MAX_AHEAD));
        return faults.found();
    }

    private record Faults(List<String> found) {

        void name(String field, String value) {
            if (value == null || value.isBlank()) {
                found.add(field + " is missing");
            } else if (value.length() > MAX_NAME) {
                found.add("%s is longer than %d characters".formatted(field, MAX_NAME));
            } else if (value.chars().anyMatch(Character::isISOControl)) {
                found.add(field + " has control characters");
            }
        }

        void tokens(String field, long value, long most) {
            if (value < 0 || value > most) {
                found.add("%s is %d, not from 0 to %d".formatted(field, value, most));
            }
        }

        void time(Instant value, Instant earliest, Instant latest) {
            if (value.isBefore(earliest) || value.isAfter(latest)) {
                found.add("time is %s, not from %s to %s".formatted(value, earliest, latest));
            }
        }
    }
}

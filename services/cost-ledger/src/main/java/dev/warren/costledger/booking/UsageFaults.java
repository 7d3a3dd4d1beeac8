package dev.warren.costledger.booking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Everything that is wrong with a usage message. */
final class UsageFaults {

    /** The longest name that is booked: of a user, a team, a feature, a model, an event. */
    static final int MAX_NAME = 512;

    /** More tokens than any model takes or gives in one call. */
    static final long MAX_TOKENS = 1_000_000_000;

    /** How far a caller's clock may be ahead. */
    static final Duration MAX_AHEAD = Duration.ofDays(1);

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private final List<String> found = new ArrayList<>();

    private UsageFaults() {}

    /** The faults as one text, empty where there is none. */
    static String of(Usage usage, Instant now) {
        UsageFaults faults = new UsageFaults();
        faults.names(usage);
        faults.tokens(usage.tokens());
        faults.time(usage.at(), now.plus(MAX_AHEAD));
        return String.join("; ", faults.found);
    }

    private void names(Usage usage) {
        name(usage.isReuse() ? "reuseId" : "callId", usage.id());
        name("event.source", usage.event().source());
        name("event.id", usage.event().id());
        name("event.type", usage.event().type());
        name("feature", usage.feature());
        name("provider", usage.provider());
        name("model", usage.model());
        name("outcome", usage.outcome());
        name("userid", usage.who().userId());
        if (usage.isReuse()) {
            name("callId", usage.reusedCallId());
        }
        if (usage.who().team() != null) {
            name("team", usage.who().team());
        }
    }

    private void name(String field, String value) {
        if (value == null || value.isBlank()) {
            found.add(field + " is missing");
        } else if (value.length() > MAX_NAME) {
            found.add("%s is longer than %d characters".formatted(field, MAX_NAME));
        } else if (value.chars().anyMatch(Character::isISOControl)) {
            found.add(field + " has control characters");
        }
    }

    private void tokens(Usage.Tokens tokens) {
        count("inputTokens", tokens.input(), MAX_TOKENS);
        count("cachedInputTokens", tokens.cachedInput(), Math.max(0, tokens.input()));
        count("cacheWriteInputTokens", tokens.cacheWrite(), Math.max(0, tokens.input() - tokens.cachedInput()));
        count("outputTokens", tokens.output(), MAX_TOKENS);
        count("reasoningTokens", tokens.reasoning(), Math.max(0, tokens.output()));
    }

    private void count(String field, long value, long most) {
        if (value < 0 || value > most) {
            found.add("%s is %d, not from 0 to %d".formatted(field, value, most));
        }
    }

    private void time(Instant value, Instant latest) {
        if (value.isBefore(EARLIEST) || value.isAfter(latest)) {
            found.add("time is %s, not from %s to %s".formatted(value, EARLIEST, latest));
        }
    }
}

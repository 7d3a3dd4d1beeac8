package dev.warren.costledger.budgets.model;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Money that was reserved for a call.
 *
 * @param callId the call
 * @param state what has become of it
 * @param call the call's values
 * @param amount the upper bound of what the call costs
 * @param currency ISO 4217
 * @param parts where it was reserved: the whole amount on each account
 * @param grantedAt when
 * @param expiresAt when it ends, unless it ended before
 * @param endedAt when it did; null while it is open
 */
public record Hold(
        String callId,
        State state,
        BudgetScope call,
        BigDecimal amount,
        String currency,
        List<Part> parts,
        Instant grantedAt,
        Instant expiresAt,
        Instant endedAt) {

    public Hold {
        parts = List.copyOf(parts);
    }

    /** Of a call that will not be made, and for which nothing was reserved. */
    public static Hold released(String callId, Instant now) {
        return new Hold(callId, State.RELEASED, BudgetScope.ALL, BigDecimal.ZERO, "", List.of(), now, now, now);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    public Hold in(State next) {
        return new Hold(callId, next, call, amount, currency, parts, grantedAt, expiresAt, endedAt);
    }

    /** The same hold on one more account. */
    public Hold with(Part part) {
        List<Part> more = Stream.concat(parts.stream(), Stream.of(part)).toList();
        return new Hold(callId, state, call, amount, currency, more, grantedAt, expiresAt, endedAt);
    }

    public List<Long> accounts() {
        return parts.stream().map(Part::account).toList();
    }

    /** The parts on accounts that still exist. */
    public List<Part> partsOn(Collection<Long> existing) {
        return parts.stream().filter(part -> existing.contains(part.account())).toList();
    }

    /**
     * Where a hold is.
     *
     * @param account the account's id
     * @param starts the beginning of the bucket
     */
    public record Part(long account, Instant starts) {}

    /** What becomes of holds. */
    public enum State {
        /** The call is under way. */
        OPEN,
        /** The call was booked with its cost. */
        SETTLED,
        /** The call was booked and nobody knows its cost: the amount is taken for it. */
        ASSUMED,
        /** The call was not made. */
        RELEASED,
        /** Nobody said in time what has become of the call. */
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }
}

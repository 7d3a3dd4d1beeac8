package dev.warren.costledger.booking.correction;

import dev.warren.costledger.http.TimeParameter;
import java.time.Instant;

/**
 * A place among the calls, in the order of their times.
 *
 * @param at the time of the last call before it
 * @param id the entry of the last call before it
 */
record CallCursor(Instant at, long id) {

    private static final char SEPARATOR = '/';

    /** Before all calls of a period. */
    static CallCursor before(RepricingSelection period) {
        return new CallCursor(period.from(), 0);
    }

    /**
     * Reads {@link #toString()}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static CallCursor of(String text) {
        int separator = text.indexOf(SEPARATOR);
        try {
            return new CallCursor(
                    TimeParameter.of(text.substring(0, Math.max(0, separator))),
                    Long.parseLong(text.substring(separator + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be the next of an earlier response", e);
        }
    }

    @Override
    public String toString() {
        return at.toString() + SEPARATOR + id;
    }
}

package dev.warren.deadletters;

import dev.warren.deadletters.queue.DeadLetter;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A place among the letters, which stays one when its letter is gone.
 *
 * @param at of the last letter before; null for one that does not say
 * @param key of the last letter before; empty for the beginning
 */
record DeadLetterCursor(Instant at, String key) {

    /** Before the first letter. */
    static final DeadLetterCursor START = new DeadLetterCursor(null, "");

    private static final String SEPARATOR = "~";

    static DeadLetterCursor of(DeadLetter letter) {
        return new DeadLetterCursor(letter.at(), letter.key());
    }

    /**
     * Reads what {@link #toString()} has written.
     *
     * @throws IllegalArgumentException if it is something else
     */
    static DeadLetterCursor parse(String text) {
        String[] parts = text.split(SEPARATOR, 2);
        try {
            if (parts.length == 2 && DeadLetter.KEY.matcher(parts[1]).matches()) {
                return new DeadLetterCursor(parts[0].isEmpty() ? null : Instant.parse(parts[0]), parts[1]);
            }
        } catch (DateTimeException e) {
            // said below, as for anything else
        }
        throw new IllegalArgumentException("must be the next of an earlier response");
    }

    boolean isBefore(DeadLetter letter) {
        return DeadLetter.BY_AGE.compare(new DeadLetter(key, null, null, null, null, null, at, null), letter) < 0;
    }

    @Override
    public String toString() {
        return (at == null ? "" : at) + SEPARATOR + key;
    }
}

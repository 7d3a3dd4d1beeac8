package dev.warren.contracts.event;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One acceptance of an event by intake: an event that is published again has another. A message that the broker
 * delivers again, or that waits for another attempt, keeps the one that it has.
 *
 * @param id a UUID of version 7 (RFC 9562, 5.7), so that a later publication has a greater one
 */
public record Publication(UUID id) {

    private static final int VERSION = 7;
    private static final int BITS_BELOW_TIME = 16;
    private static final int BITS_OF_CHANCE = 12;

    public Publication {
        if (id.version() != VERSION) {
            throw new IllegalArgumentException("the id of a publication is a UUID of version 7, not " + id);
        }
    }

    /** One that was accepted then. */
    public static Publication at(Instant accepted) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = accepted.toEpochMilli() << BITS_BELOW_TIME
                | (long) VERSION << BITS_OF_CHANCE
                | random.nextInt(1 << BITS_OF_CHANCE);
        return new Publication(new UUID(high, random.nextLong() >>> 2 | Long.MIN_VALUE));
    }

    /** Reads {@link #toString()}; empty if that is anything else. */
    public static Optional<Publication> read(Object header) {
        try {
            return Optional.ofNullable(header)
                    .map(Object::toString)
                    .map(UUID::fromString)
                    .map(Publication::new);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** When it was accepted, to the millisecond. */
    public Instant at() {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> BITS_BELOW_TIME);
    }

    /** The id. */
    @Override
    public String toString() {
        return id.toString();
    }
}

package dev.warren.cli.dead;

import java.time.Instant;
import java.util.List;

/**
 * Dead letters of one service that failed alike.
 *
 * @param feature several are one word with commas; null for everything
 * @param oldest null where nothing says so
 */
record DeadLetterGroupInfo(String service, String feature, String reason, long count, Instant oldest) {

    /** Whether this feature is among those that failed; an empty name asks for letters that name none. */
    boolean isAbout(String name) {
        return feature == null ? name.isEmpty() : List.of(feature.split(",")).contains(name);
    }
}

package dev.warren.cli.dead;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A dead letter, as the services describe it; what is not known of it is null.
 *
 * @param key what it is called
 * @param event null if it is none
 * @param attempts how often it was tried
 */
record DeadLetterInfo(
        String key,
        String service,
        Event event,
        String feature,
        String reason,
        String detail,
        Integer attempts,
        Instant at,
        String traceId) {

    /** The event's identity, as far as it could be read; the rest is null. */
    record Event(String source, String id, String type) {

        @Override
        public String toString() {
            return Stream.of(source, id, type == null ? null : "(" + type + ")")
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
        }
    }
}

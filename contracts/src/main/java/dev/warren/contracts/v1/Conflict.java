package dev.warren.contracts.v1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * An event was published again with other content, after an answer to the earlier content.
 *
 * @param resolution what was done about it
 * @param content the {@link dev.warren.contracts.event.Fingerprint} of the content that was published again
 * @param answered the fingerprint of the content that had been answered before
 * @param revision counted from 2; null where there is none
 * @param publication the {@link dev.warren.contracts.event.Publication} that has the other content; null where it is
 *     not known
 * @param at when that was accepted; where that is not known, when it was noticed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Conflict(
        Resolution resolution, String content, String answered, Integer revision, String publication, Instant at) {

    /** What is done about other content. */
    public enum Resolution {
        /** The answer to the earlier content stands; it is told again with this mark. */
        KEPT,
        /** The other content is worked on, as another revision of the event. */
        NEW_REVISION;

        /** The word used in JSON. */
        @JsonValue
        public String value() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** Reads {@link #value()}. */
        @JsonCreator
        public static Resolution of(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }
}

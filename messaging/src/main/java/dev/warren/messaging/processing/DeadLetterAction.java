package dev.warren.messaging.processing;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What happened to a letter. */
@Schema(name = "DeadLetterAction")
public enum DeadLetterAction {
    /** A message was given up; it waits for a person. */
    DEAD_LETTERED,
    /** A person sent it back to the queue that it came from; it is worked on again. */
    REPLAYED,
    /** A person threw it away; it is worked on no more. */
    DISCARDED;

    /** The word in JSON, and behind the service in the routing key of an entry. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The key by which the log takes an entry in; the queue of letters has the service's name. */
    public String routingKey(String service) {
        return service + "." + word();
    }

    /** Reads {@link #word()}. */
    @JsonCreator
    static DeadLetterAction of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}

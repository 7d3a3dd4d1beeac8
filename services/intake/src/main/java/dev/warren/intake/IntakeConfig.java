package dev.warren.intake;

import dev.warren.contracts.event.AttributeRules;
import dev.warren.contracts.event.LedgerNameRules;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** The configuration of intake, validated at start. */
@ConfigMapping(prefix = "warren.intake")
public interface IntakeConfig {

    /** Where the notifier is reached by those who published over HTTP: the base of the addresses in a 202. */
    @WithDefault("http://127.0.0.1:8084")
    URI notifierUrl();

    /** How long a 503 asks the client to wait; sent in whole seconds. */
    @WithDefault("5s")
    Duration retryAfter();

    /**
     * Bytes of HTTP requests that are in flight at the same time: read, and not yet answered. Each takes many bytes of
     * memory while it is looked at.
     */
    @WithDefault("8M")
    MemorySize bytesInFlight();

    /**
     * Bytes of {@link #bytesInFlight()} that the requests of one address (of IPv6, one /64 network; of loopback, all
     * together) may have; a quarter of all where it is not set, or as much as one request takes. Behind a proxy all
     * have its address, unless {@code quarkus.http.proxy} says that it forwards theirs.
     */
    Optional<MemorySize> bytesInFlightPerAddress();

    /** How long a body may take to come while other requests wait for the bytes that it has. */
    @WithDefault("2s")
    Duration slowBodyTimeout();

    /** How long a request waits for its share of {@link #bytesInFlight()} before it is answered by 503. */
    @WithDefault("5s")
    Duration maxWait();

    /** How large an event may be. */
    @Valid
    Limits limits();

    /**
     * How plain JSON from exchanges that a team already has becomes events, by a name of the operator's choice. Tried
     * in the order of the names; the first one that fits a message's exchange and routing key is used.
     */
    Map<String, Mapping> mappings();

    /** How large an event may be, whichever way it comes in. */
    interface Limits {

        /**
         * Bytes of an HTTP body or AMQP message, packed and unpacked. At most half of
         * {@code warren.amqp.max-message-bytes}, because an accepted event may grow.
         */
        @WithDefault("1M")
        MemorySize body();

        /** Events in one HTTP batch. */
        @Min(1)
        @WithDefault("100")
        int batch();

        /**
         * Bytes of UTF-8 in an attribute's value; never more than 255 in {@code id} and {@code type}, AMQP's own limit,
         * nor than 512 in {@code source}, a name that money is counted under.
         */
        @Min(1)
        @Max(AttributeRules.LONGEST)
        @WithDefault("255")
        int attributeLength();

        /** Bytes of UTF-8 in {@code userid} and in {@code team}; money is counted under names of this length. */
        @Min(1)
        @Max(LedgerNameRules.LONGEST)
        @WithDefault("128")
        int attributionLength();

        /** Extension attributes of an event, {@code userid} and {@code team} included. */
        @Min(2)
        @WithDefault("20")
        int extensions();

        /** Objects and arrays inside each other in an event's data. */
        @Min(1)
        @Max(500)
        @WithDefault("32")
        int depth();
    }

    /**
     * How the messages of one exchange become events. Every key but {@code exchange}, {@code routing-key},
     * {@code source} and {@code data} says where a value comes from: {@code /a/b} is a JSON pointer into the document,
     * {@code header:<name>} an AMQP header, {@code property:<name>} one of message-id, correlation-id, timestamp, type,
     * app-id and user-id, {@code routing-key} the routing key, and anything else stands for itself.
     */
    interface Mapping {

        /** The exchange that the messages were published to. */
        String exchange();

        /** The routing keys, as an AMQP topic pattern. */
        @WithDefault("#")
        String routingKey();

        /** The events' source, as it stands. */
        String source();

        /** Where the type comes from. */
        String type();

        /** Where the id comes from; the default is the property message-id, and without one the SHA-256 of the body. */
        Optional<String> id();

        /**
         * Where the time comes from, which must be in RFC 3339; the default is the property timestamp, if the message
         * has one.
         */
        Optional<String> time();

        /** Where the subject comes from; the default is none. */
        Optional<String> subject();

        /** Where the user comes from that the spend is for; the default is none, which is unattributed. */
        Optional<String> userid();

        /** Where the team comes from; the default is none. */
        Optional<String> team();

        /** The JSON pointer of what becomes the event's data; the default is the whole document. */
        Optional<String> data();
    }
}

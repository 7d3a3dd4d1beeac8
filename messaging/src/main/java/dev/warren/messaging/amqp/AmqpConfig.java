package dev.warren.messaging.amqp;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** The broker and how messages come and go. Checked at start by {@link AmqpConfigCheck}. */
@ConfigMapping(prefix = "warren.amqp")
public interface AmqpConfig {

    /**
     * Where the broker is: {@code amqp://user:password@host:port/vhost}, or {@code amqps} for TLS with verified
     * certificates; several nodes of a cluster as {@code host:port,host:port}; user, password and vhost
     * percent-encoded. Environment: {@code WARREN_AMQP_URL}.
     */
    String url();

    /** How long the start waits for a broker that does not answer before the service gives up and exits. */
    @WithDefault("60s")
    Duration startTimeout();

    /** How many messages each incoming channel holds unacknowledged, and so how many are handled at the same time. */
    @WithDefault("64")
    int prefetch();

    /**
     * A larger message goes to the dead letters unread, in bytes. Twice what intake lets in, because an accepted event
     * may grow by its attributes.
     */
    @WithDefault("2097152")
    int maxMessageBytes();

    /**
     * The waits between attempts, in order: routing keys of the service's parking exchange. When they are used up, the
     * message goes to the dead letters.
     */
    @WithDefault("5s,1m,10m")
    List<String> delays();

    /** How long to wait before a message that could be put nowhere else is given back to its queue. */
    @WithDefault("1s")
    Duration requeuePause();

    /** Publishing with confirms. */
    Publish publish();

    /** Publishing with confirms. */
    interface Publish {

        /** How long one attempt waits for the broker's confirm. */
        @WithDefault("5s")
        Duration timeout();

        /** How often a message is published at most until it is confirmed. */
        @WithDefault("3")
        int attempts();

        /** How long to wait between two attempts. */
        @WithDefault("1s")
        Duration pause();

        /**
         * How many messages of one publisher wait for their confirm at the same time. More callers wait their turn, as
         * long as one attempt may take, and are then refused.
         */
        @WithDefault("256")
        int inFlight();
    }
}

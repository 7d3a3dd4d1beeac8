package dev.warren.amqp;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The broker and how messages come and go. Checked at start by {@link AmqpConfigCheck}. */
@ConfigMapping(prefix = "warren.amqp")
public interface AmqpConfig {

    /** The part of the heap that messages in flight may take. */
    int PART_IN_HAND = 8;

    /**
     * Where the broker is: {@code amqp://user:password@host:port/vhost}, or {@code amqps} for TLS with verified
     * certificates; several nodes of a cluster as {@code host:port,host:port}; user, password and vhost
     * percent-encoded. Environment: {@code WARREN_AMQP_URL}.
     */
    String url();

    /** How many messages each incoming channel has in flight: taken from the queue and not settled yet. */
    @WithDefault("256")
    int prefetch();

    /**
     * How many bytes all incoming channels together have in flight; by default an eighth of the heap. A message beyond
     * that goes back to its queue, and fewer are asked for until they are smaller. A single message may be larger.
     */
    Optional<MemorySize> bytesInFlight();

    /**
     * How many of those in flight are worked on at the same time at most; in an AI consumer the limits of the providers
     * say how many it is at a time. They are taken in turn from the flows that wait. Not more than {@link #prefetch()}.
     * Together they have no more than an eighth of {@link #bytesInFlight()}, as a document takes many times its bytes
     * while it is worked on; a message that is larger is worked on alone.
     */
    @WithDefault("64")
    int concurrency();

    /**
     * Where a queue of overflow exists: a flow that has more messages in flight than there is room left is moved there
     * if it is slow as well, which is when its oldest message in flight was published so long ago. So long may others
     * wait behind a flood.
     */
    @WithDefault("5s")
    Duration overflowAfter();

    /**
     * How long a message stays in flight at most, counted from its arrival, whatever it waits for and however many
     * things are to be done about it: then nothing new is begun for it. A message that waits for its turn goes to the
     * end of its queue after a quarter of it.
     */
    @WithDefault("20m")
    Duration messageTimeout();

    /**
     * What the broker's {@code consumer_timeout} is: it takes all messages away from a consumer that has one of them
     * for longer. {@link #messageTimeout()} and {@link #drain()} together must be shorter.
     */
    @WithDefault("30m")
    Duration consumerTimeout();

    /**
     * How long what has begun may take to end, at a stop of the service and when a message's time is over. Longer than
     * anything that must not be broken off takes, such as a paid call. Whoever stops the service must wait longer
     * before killing it: {@code quarkus.shutdown.timeout} for open requests, this, and some seconds.
     */
    @WithDefault("30s")
    Duration drain();

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

    /** How long to wait before the handling of a message whose outcome the broker did not confirm is repeated. */
    @WithDefault("1s")
    Duration requeuePause();

    /** Publishing with confirms. */
    Publish publish();

    /** {@link #bytesInFlight()}, or what stands for it. */
    default long mostBytesInFlight() {
        return bytesInFlight()
                .map(MemorySize::asLongValue)
                .orElse(Runtime.getRuntime().maxMemory() / PART_IN_HAND);
    }

    /** Publishing with confirms. */
    interface Publish {

        /** The part of the heap that one publisher's messages on their way may take. */
        int PART_IN_FLIGHT = 16;

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

        /**
         * How many bytes of one publisher wait for their confirm at the same time; by default a sixteenth of the heap.
         * A message that is larger goes alone.
         */
        Optional<MemorySize> bytesInFlight();

        /** {@link #bytesInFlight()}, or what stands for it. */
        default long mostBytesInFlight() {
            return bytesInFlight()
                    .map(MemorySize::asLongValue)
                    .orElse(Runtime.getRuntime().maxMemory() / PART_IN_FLIGHT);
        }
    }
}

package dev.warren.notifier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.OptionalInt;
import org.hibernate.validator.constraints.time.DurationMin;

/** The configuration of delivery. */
@ConfigMapping(prefix = "warren.notifier")
public interface NotifierConfig {

    /** Live delivery over SSE. */
    @Valid
    Stream stream();

    /** How long what is known about events is kept. */
    @Valid
    Retention retention();

    /** How long what is known about events is kept. */
    interface Retention {

        /** Facts and outcomes that are older are deleted. */
        @DurationMin(days = 1)
        @WithDefault("90d")
        Duration period();

        /** How often it is looked for what is too old. */
        @WithDefault("1h")
        Duration interval();

        /** How many rows are deleted in one transaction; more of them are deleted one transaction after the other. */
        @Min(1)
        @WithDefault("1000")
        int batchSize();
    }

    /** Live delivery over SSE. */
    interface Stream {

        /** The broker's stream with every result and alert; its offsets are the ids of the frames. */
        @WithDefault("results.log")
        String log();

        /** How often a client hears that the connection is alive. Common clients give up after 5 s of silence. */
        @WithDefault("3s")
        Duration heartbeat();

        /** How often a client is told how far it has come, where it comes forward without a frame for its filter. */
        @WithDefault("15s")
        Duration positionInterval();

        /**
         * How long a client is told to wait before it connects again, after a lost connection or a refusal; up to half
         * as much is added by chance.
         */
        @WithDefault("2s")
        Duration reconnectDelay();

        /** How many clients may be connected at a time; the next one is told to come back later. */
        @Min(1)
        @WithDefault("1000")
        int maxClients();

        /**
         * How many of them may come from one address (of IPv6, from one /64 network); a quarter of all where it is not
         * set. Behind a proxy all have its address, unless {@code quarkus.http.proxy} says that it forwards theirs.
         */
        @Min(1)
        OptionalInt maxClientsPerAddress();

        /** How long a client may leave everything unread before it is disconnected; it can resume. */
        @WithDefault("60s")
        Duration stallTimeout();

        /** How many of the latest frames are kept in memory for all clients together. */
        @Min(1)
        @WithDefault("4096")
        int windowFrames();

        /** How much of the latest frames is kept in memory for all clients together. */
        @WithDefault("16M")
        MemorySize windowSize();

        /** How many frames are held for one client that is slower than they come. */
        @Min(1)
        @WithDefault("256")
        int bufferFrames();

        /** How much is held for one client that is slower than it comes; one frame may exceed it. */
        @WithDefault("256K")
        MemorySize bufferSize();

        /** How many clients may read older frames from the broker at a time; others wait for their turn. */
        @Min(1)
        @WithDefault("16")
        int maxReplays();

        /** How many clients may wait for their turn; the next one is told to come back later. */
        @Min(1)
        @WithDefault("500")
        int maxWaitingReplays();

        /** How many messages a client reads, whether its filter wants them or not, before it is another one's turn. */
        @Min(1)
        @WithDefault("5000")
        int replayFrames();

        /** How much a client reads before it is another one's turn; one message may exceed it. */
        @WithDefault("8M")
        MemorySize replaySize();

        /**
         * How long the broker may take to deliver a position that it has; after that the position is taken for lost.
         */
        @WithDefault("10s")
        Duration brokerTimeout();

        /** The longest pause between two attempts to reach the broker. */
        @WithDefault("10s")
        Duration maxBackoff();
    }
}

package dev.warren.notifier;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.time.Duration;
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
        Duration keep();

        /** How often it is looked for what is too old. */
        @WithDefault("1h")
        Duration every();

        /** How many rows are deleted in one transaction; more of them are deleted one transaction after the other. */
        @Min(1)
        @WithDefault("1000")
        int portion();
    }

    /** Live delivery over SSE. */
    interface Stream {

        /** The broker's stream with every result and alert; its offsets are the ids of the frames. */
        @WithDefault("results.log")
        String log();

        /** How often a client hears that the connection is alive, and how far it has come. */
        @WithDefault("15s")
        Duration heartbeat();

        /** How long a client is told to wait before it connects again, after a lost connection or a 503. */
        @WithDefault("2s")
        Duration reconnectDelay();

        /** How many clients may be connected at a time; the next one gets a 503. */
        @Min(1)
        @WithDefault("1000")
        int maxClients();

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

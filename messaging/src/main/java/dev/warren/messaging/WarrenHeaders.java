package dev.warren.messaging;

import dev.warren.amqp.PropertiesSanitizer;
import java.util.Set;

/** The headers that Warren adds to a message that is parked or dead-lettered. */
public final class WarrenHeaders {

    /** Why, as a stable word for programs. */
    public static final String REASON = "x-warren-reason";

    /** Why, as a sentence for a person. */
    public static final String DETAIL = "x-warren-detail";

    /** The class names of the exception and its causes, outermost first. */
    public static final String EXCEPTION = "x-warren-exception";

    /** How many attempts were made, on a dead letter. */
    public static final String ATTEMPTS = "x-warren-attempts";

    /** Which attempt the next one is, on a parked message. */
    public static final String ATTEMPT = "x-warren-attempt";

    /** What is left to do, a list of names; absent for everything. */
    public static final String PENDING = "x-warren-pending";

    /**
     * {@link #PENDING} as one text with commas, beside it: the log of dead letters is a stream, which keeps no lists.
     */
    public static final String FEATURE = "x-warren-feature";

    /** Who is to be asked, a list of provider names in order; absent for the configured chain. */
    public static final String PROVIDERS = "x-warren-providers";

    /** What a held message waits for, a list of texts; gone when it is released. */
    public static final String AWAITED = "x-warren-awaited";

    /** Names of what was held before, a list; it stays on a message that was released. */
    public static final String HELD = "x-warren-held";

    /** When a message was held first, ISO 8601; it stays on a message that was released. */
    public static final String HELD_SINCE = "x-warren-held-since";

    /**
     * {@code true} where an operator sent a dead letter back: what failed is done again, what was completed is kept.
     */
    public static final String AGAIN = "x-warren-again";

    /** Beside {@link #AGAIN}, which dead letter it was: however often the message comes, it is done again once. */
    public static final String SENT_BACK = "x-warren-sent-back";

    /** Which {@link dev.warren.contracts.event.Publication} of its event a message is; intake sets it. */
    public static final String PUBLICATION = "x-warren-publication";

    /** The exchange that the message came in through at first. */
    public static final String ORIGINAL_EXCHANGE = "x-warren-original-exchange";

    /** The routing key that the message came in with at first. */
    public static final String ORIGINAL_ROUTING_KEY = "x-warren-original-routing-key";

    /** The queue that the message was taken from. */
    public static final String QUEUE = "x-warren-queue";

    /** When the message was dead-lettered, ISO 8601. */
    public static final String TIME = "x-warren-time";

    /** What the dead letter is called for as long as it exists. */
    public static final String LETTER = "x-warren-letter";

    /**
     * Which headers had no room where the message went, as one text with commas: they were cut or left out. {@code *}
     * for all of them.
     */
    public static final String SHORTENED = PropertiesSanitizer.SHORTENED;

    /**
     * Further routing keys of a message, a list; the broker routes by them and takes the header away. By one of its own
     * a dead letter reaches the log, which takes nothing else in: what the broker dead-letters by itself has headers
     * that a stream may not be able to store, and would stop all dead-lettering of the node.
     */
    public static final String ALSO_TO = "BCC";

    /**
     * Headers that the broker acts on when a message is published: carrying them on would route it a second time, or
     * count earlier waits against it.
     */
    public static final Set<String> ACTED_ON = Set.of(
            "CC",
            ALSO_TO,
            "x-death",
            "x-first-death-exchange",
            "x-first-death-queue",
            "x-first-death-reason",
            "x-last-death-exchange",
            "x-last-death-queue",
            "x-last-death-reason",
            "x-delivery-count");

    /** Headers that say something about one attempt only. */
    public static final Set<String> SET_ANEW = Set.of(ATTEMPT, PENDING, FEATURE);

    /** Headers that a dead letter gets; they are gone when it is sent back. */
    public static final Set<String> OF_A_LETTER = Set.of(REASON, DETAIL, EXCEPTION, ATTEMPTS, QUEUE, TIME, LETTER);

    private WarrenHeaders() {}
}

package dev.warren.modelchain.provider;

import java.util.Locale;

/** How a call to a provider ended. */
public enum CallOutcome {
    /** A usable answer; the chain ends here. */
    ANSWERED(false),
    /** No answer in time. Repeated, then the next provider; the event may be tried later. */
    TIMEOUT(true),
    /** The provider limits the rate of calls. Repeated, then the next provider; the event may be tried later. */
    RATE_LIMITED(true),
    /**
     * Not reachable, broken, or not to be used with this key or model. The next provider; the event may be tried later.
     */
    UNAVAILABLE(true),
    /** The provider will not answer this request, however often it is asked. The next provider. */
    REFUSED(false),
    /** An answer that cannot be used. Asked once more with what was wrong, then the next provider. */
    MALFORMED(false),
    /** No call was made: too many of the last ones failed. The next provider; the event may be tried later. */
    CIRCUIT_OPEN(true),
    /** No call was made: the provider asked to be left alone. The next provider; the event may be tried later. */
    RESTING(true),
    /**
     * No call was made: too many are in flight, or too much was asked in the last minute. The next provider; the event
     * may be tried later.
     */
    BUSY(true),
    /**
     * No call was made: the embedded models cannot be loaded, which is tried on. The next provider; the event may be
     * tried later.
     */
    NOT_READY(true),
    /** No call was made: a budget does not allow it. What becomes of the event is up to the feature. */
    OVER_BUDGET(true),
    /** The caller died before it saw an answer; the provider may have billed it. The event was tried again. */
    ABANDONED(true);

    private final boolean passing;

    CallOutcome(boolean passing) {
        this.passing = passing;
    }

    /** Whether the same request may be answered later. */
    public boolean passing() {
        return passing;
    }

    /** Whether somebody was asked. */
    public boolean made() {
        return this != CIRCUIT_OPEN && this != RESTING && this != BUSY && this != NOT_READY && this != OVER_BUDGET;
    }

    /** Whether the provider said something to the request, be it that it refuses it: that it lives. */
    public boolean heard() {
        return this == ANSWERED || this == REFUSED || this == MALFORMED;
    }

    /** The word used in messages and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

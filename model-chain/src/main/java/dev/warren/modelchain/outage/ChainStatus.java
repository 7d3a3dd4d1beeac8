package dev.warren.modelchain.outage;

/** The status of a chain, best first. */
public enum ChainStatus {
    /** The embedded models answer in any case. */
    ANSWER,
    /** Nothing is known against it. */
    PROBABLE_ANSWER,
    /** All providers are down: it takes as long as that does. */
    WAIT
}

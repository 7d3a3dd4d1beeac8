package dev.warren.modelchain.ending;

/**
 * A dependency is unavailable: the ledger, the database or all providers. The event waits; this does not count as an
 * attempt.
 */
public final class DependencyUnavailableException extends RuntimeException {

    /** @param message what is unavailable, in a sentence for a person, without payload */
    public DependencyUnavailableException(String message) {
        super(message);
    }
}

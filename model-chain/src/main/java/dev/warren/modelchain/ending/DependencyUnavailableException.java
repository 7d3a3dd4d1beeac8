package dev.warren.modelchain.ending;

/**
 * Something that the work needs is away: the ledger, the database, or, as others have found out too, all providers. The
 * work has no fault of its own and waits, which is no attempt.
 */
public final class DependencyUnavailableException extends RuntimeException {

    /** @param message what is away, in a sentence for a person, without payload */
    public DependencyUnavailableException(String message) {
        super(message);
    }
}

package dev.warren.modelchain.store;

import java.sql.SQLException;

/**
 * What was made cannot be written down, or the database refuses what is in it; it would refuse it again. The message
 * holds nothing of it.
 */
public final class UnstorableException extends RuntimeException {

    /** What was made cannot be written down. */
    public UnstorableException(Exception cause) {
        super("no text: " + cause.getClass().getSimpleName(), cause);
    }

    UnstorableException(SQLException refusal) {
        super("refused by the database: " + refusal.getSQLState(), refusal);
    }
}

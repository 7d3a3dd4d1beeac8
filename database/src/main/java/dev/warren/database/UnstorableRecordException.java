package dev.warren.database;

import java.sql.SQLException;

/**
 * What was made cannot be written down, or the database refuses what is in it; it would refuse it again. The message
 * holds nothing of it.
 */
public final class UnstorableRecordException extends NotWrittenException {

    /** What was made cannot be written down. */
    public UnstorableRecordException(Exception cause) {
        super("no text: " + cause.getClass().getSimpleName(), cause);
    }

    UnstorableRecordException(SQLException refusal) {
        super("refused by the database: " + refusal.getSQLState(), refusal);
    }
}

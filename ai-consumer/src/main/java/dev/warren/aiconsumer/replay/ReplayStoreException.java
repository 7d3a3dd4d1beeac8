package dev.warren.aiconsumer.replay;

import java.sql.SQLException;

/** The database did not do what it was asked, perhaps because it is unavailable: the same may succeed later. */
public final class ReplayStoreException extends RuntimeException {

    ReplayStoreException(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}

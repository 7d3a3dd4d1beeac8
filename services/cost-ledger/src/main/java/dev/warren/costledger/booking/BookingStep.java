package dev.warren.costledger.booking;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Something that is kept in step with the entries, as part of booking them: both are in the database, or neither. All
 * beans of this type are called, those of the highest {@link jakarta.annotation.Priority} first.
 *
 * <p>Several instances book at the same time: who locks rows does so in a stable order.
 */
public interface BookingStep {

    /**
     * Entries are about to be added: what is locked here is locked before any of them has a time.
     *
     * @param connection in the transaction that adds them
     * @throws SQLException if the entries cannot be booked
     */
    default void begins(Connection connection) throws SQLException {}

    /**
     * Entries were added; corrections are among them.
     *
     * @param connection in the transaction that adds the entries, which is committed afterwards
     * @param added those that had not been there before, in no order; never empty
     * @throws SQLException if the entries cannot be booked
     */
    void booked(Connection connection, List<LedgerEntry> added) throws SQLException;
}

package dev.warren.database.batch;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import javax.sql.DataSource;

/** Distinguishes an unavailable database, which recovers, from a rejected statement, which is a bug. */
public final class StoreOutageDetector {

    private static final String CONNECTION_FAILED = "08001";
    private static final String READ_ONLY = "25006";

    /** Connection exception, insufficient resources (a full disk too), operator intervention, system error. */
    private static final Set<String> CLASSES = Set.of("08", "53", "57", "58");

    /** Deadlock and serialization failure: the database took the transaction back, and it may be done again. */
    private static final String ROLLBACK = "40";

    /** Data exception (a NUL, a number out of range) and program limit exceeded (too much of it). */
    private static final Set<String> OF_THE_DATA = Set.of("22", "54");

    private StoreOutageDetector() {}

    /** A connection; if there is none, whatever the reason, the database is unavailable. */
    public static Connection connect(DataSource dataSource) throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new SQLException("no connection to the database", CONNECTION_FAILED, e);
        }
    }

    /** Whether the database would take other data, and this never. */
    static boolean ofTheData(SQLException failure) {
        return failure.getSQLState() != null
                && OF_THE_DATA.contains(failure.getSQLState().substring(0, 2));
    }

    /** Whether the same statement may succeed later. */
    static boolean passing(SQLException failure) {
        String state = failure.getSQLState();
        return state == null
                || CLASSES.contains(state.substring(0, 2))
                || state.startsWith(ROLLBACK)
                || state.equals(READ_ONLY);
    }
}

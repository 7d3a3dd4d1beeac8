package dev.warren.costledger.booking;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers how often it was told of an entry, and refuses some. */
@ApplicationScoped
public class RecordingBookingStep implements BookingStep {

    /** The outcome of calls that it refuses, and how the names of features begin whose corrections it refuses. */
    public static final String REFUSED = "refused-by-witness";

    private final Map<String, Integer> told = new ConcurrentHashMap<>();
    private volatile Timestamp begun;

    @Override
    public void begins(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select clock_timestamp()");
                ResultSet found = query.executeQuery()) {
            found.next();
            begun = found.getTimestamp(1);
        }
    }

    /** When entries were last about to be added, by the clock of the database. */
    Timestamp begun() {
        return begun;
    }

    @Override
    public void booked(Connection connection, List<LedgerEntry> added) throws SQLException {
        for (LedgerEntry entry : added) {
            if (entry.usage().outcome().equals(REFUSED) || isRefused(entry)) {
                throw new SQLException("refused", "P0001");
            }
        }
        for (LedgerEntry entry : added) {
            if (isBooked(connection, entry)) {
                told.merge(entry.usage().id(), 1, Integer::sum);
            }
        }
    }

    private static boolean isRefused(LedgerEntry entry) {
        return entry.isCorrection() && entry.usage().feature().startsWith(REFUSED);
    }

    public int timesTold(String id) {
        return told.getOrDefault(id, 0);
    }

    private static boolean isBooked(Connection connection, LedgerEntry entry) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("select 1 from entry where call_id = ?")) {
            query.setString(1, entry.usage().id());
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }
}

package dev.warren.costledger.booking;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** Writes entries and runs the booking steps in the same transaction. Thread-safe. */
@ApplicationScoped
public class EntryWriter {

    private final List<BookingStep> steps;

    EntryWriter(@All List<BookingStep> steps) {
        this.steps = steps;
    }

    /**
     * Adds all entries that are not there yet, in the connection's transaction.
     *
     * @return per entry, whether it was added; of several for one id, it is the first that was
     */
    public List<Boolean> add(Connection connection, List<LedgerEntry> entries) throws SQLException {
        for (BookingStep step : steps) {
            step.begins(connection);
        }
        List<Boolean> isAdded = EntryTable.add(connection, entries);
        List<LedgerEntry> added = IntStream.range(0, entries.size())
                .filter(isAdded::get)
                .mapToObj(entries::get)
                .toList();
        if (!added.isEmpty()) {
            for (BookingStep step : steps) {
                step.booked(connection, added);
            }
        }
        return isAdded;
    }
}

package dev.warren.costledger.booking;

import dev.warren.database.GroupCommit;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Books entries; concurrent callers share a commit (group commit). Thread-safe. */
@ApplicationScoped
class BookingService {

    /** Booking is asynchronous, and a commit costs more than the rows in it, so entries are collected first. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final GroupCommit<LedgerEntry, Boolean> entries;

    BookingService(ServiceDatabase database, EntryWriter entryWriter) {
        this.entries = database.inGroups(GATHERING, entryWriter::add);
    }

    /**
     * Books an entry, once for ever; it is durable on return.
     *
     * @return false if it had been booked before, in which case nothing happened
     * @throws NotWrittenException if it could not be booked, for a reason of its own or because the database is
     *     unavailable
     */
    boolean book(LedgerEntry entry) {
        return entries.write(entry);
    }
}

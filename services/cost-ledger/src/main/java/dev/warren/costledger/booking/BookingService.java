package dev.warren.costledger.booking;

import dev.warren.database.GroupCommit;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Books; those who do so at the same time share a commit. Thread-safe. */
@ApplicationScoped
class BookingService {

    /** Nobody waits for a booking but the queue, and a commit is dear beside the entries in it. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final GroupCommit<LedgerEntry, Boolean> entries;

    BookingService(ServiceDatabase database, EntryWriter entryWriter) {
        this.entries = database.inGroups(GATHERING, entryWriter::add);
    }

    /**
     * Books an entry, once for ever; it is durable on return.
     *
     * @return false if it had been booked before, in which case nothing happened
     * @throws NotWrittenException if it could not be booked, for a reason of its own or because the database is away
     */
    boolean book(LedgerEntry entry) {
        return entries.write(entry);
    }
}

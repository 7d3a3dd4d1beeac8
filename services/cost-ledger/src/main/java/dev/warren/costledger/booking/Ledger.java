package dev.warren.costledger.booking;

import dev.warren.messaging.database.Database;
import dev.warren.messaging.database.GroupCommit;
import dev.warren.messaging.database.NotWrittenException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Books; those who do so at the same time share a commit. Thread-safe. */
@ApplicationScoped
class Ledger {

    /** Nobody waits for a booking but the queue, and a commit is dear beside the entries in it. */
    private static final Duration GATHERING = Duration.ofMillis(100);

    private final GroupCommit<Entry, Boolean> entries;

    Ledger(Database database, Books books) {
        this.entries = database.inGroups(GATHERING, books::add);
    }

    /**
     * Books an entry, once for ever; it is durable on return.
     *
     * @return false if it had been booked before, in which case nothing happened
     * @throws NotWrittenException if it could not be booked, for a reason of its own or because the database is away
     */
    boolean book(Entry entry) {
        return entries.write(entry);
    }
}

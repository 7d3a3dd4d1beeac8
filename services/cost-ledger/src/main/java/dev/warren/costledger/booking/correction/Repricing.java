package dev.warren.costledger.booking.correction;

import dev.warren.costledger.booking.EntryWriter;
import dev.warren.costledger.booking.LedgerEntry;
import dev.warren.costledger.booking.Pricing;
import dev.warren.costledger.booking.correction.BookedCalls.Portion;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.Prices;
import dev.warren.database.Jdbc;
import dev.warren.database.ServiceDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Books what calls cost by the prices of today, where that is not what they were booked with. Thread-safe. */
@ApplicationScoped
class Repricing {

    static final int PORTION = 1_000;

    /** Two who correct at a time would both add the difference. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('repricing', 0))";

    private final ServiceDatabase database;
    private final Prices prices;
    private final EntryWriter entryWriter;

    Repricing(ServiceDatabase database, Prices prices, EntryWriter entryWriter) {
        this.database = database;
        this.prices = prices;
        this.entryWriter = entryWriter;
    }

    /** The prices that count now. */
    PriceBook book() {
        return new PriceBook(prices.current());
    }

    /**
     * Prices the next calls of a period and books the differences. Doing it again finds no difference.
     *
     * @param repricingSummary is told of each call
     * @param dryRun whether to find out only
     * @return where the next ones begin; null at the end
     */
    CallCursor portion(
            RepricingSelection period,
            CallCursor cursor,
            PriceBook book,
            RepricingSummary repricingSummary,
            boolean dryRun) {
        return database.transact(connection -> {
            lock(connection);
            Portion portion = BookedCalls.after(connection, period, cursor, PORTION);
            List<LedgerEntry> corrections = portion.booked().stream()
                    .flatMap(booked -> repricingSummary.of(booked, Pricing.charge(booked.usage(), book)).stream())
                    .toList();
            if (!dryRun && !corrections.isEmpty()) {
                entryWriter.add(connection, corrections);
            }
            return portion.next();
        });
    }

    static void lock(Connection connection) throws SQLException {
        Jdbc.list(connection, LOCK, row -> LOCK);
    }
}

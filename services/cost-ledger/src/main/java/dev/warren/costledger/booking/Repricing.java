package dev.warren.costledger.booking;

import dev.warren.costledger.booking.BookedCalls.Portion;
import dev.warren.costledger.prices.PriceBook;
import dev.warren.costledger.prices.Prices;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/** Books what calls cost by the prices of today, where that is not what they were booked with. Thread-safe. */
@ApplicationScoped
class Repricing {

    static final int PORTION = 1_000;

    /** Two who correct at a time would both add the difference. */
    private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended('repricing', 0))";

    private final DataSource database;
    private final Prices prices;
    private final Books books;

    Repricing(DataSource database, Prices prices, Books books) {
        this.database = database;
        this.prices = prices;
        this.books = books;
    }

    /** The prices that count now. */
    PriceBook book() {
        return new PriceBook(prices.current());
    }

    /**
     * Prices the next calls of a period and books the differences. Doing it again finds no difference.
     *
     * @param findings is told of each call
     * @param dryRun whether to find out only
     * @return where the next ones begin; null at the end
     */
    @Transactional(rollbackOn = Exception.class)
    Place portion(Period period, Place place, PriceBook book, Findings findings, boolean dryRun) throws SQLException {
        try (Connection connection = database.getConnection()) {
            lock(connection);
            Portion portion = BookedCalls.after(connection, period, place, PORTION);
            List<Entry> corrections = portion.booked().stream()
                    .flatMap(booked -> findings.of(booked, Pricing.charge(booked.usage(), book)).stream())
                    .toList();
            if (!dryRun && !corrections.isEmpty()) {
                books.add(connection, corrections);
            }
            return portion.next();
        }
    }

    static void lock(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(LOCK);
        }
    }
}

package dev.warren.bench.budgets;

import dev.warren.testing.Database;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The ledger's holds, read by an auditor.
 *
 * @param granted how many there ever were
 * @param smallest the smallest upper bound of a call
 * @param largest the largest one
 * @param open how many are still open
 * @param assumed how many calls there are whose cost nobody knows
 * @param late how many of these became known after their hold had expired
 * @param assumedAmount what they cost at most together
 */
record HoldStatistics(
        long granted,
        BigDecimal smallest,
        BigDecimal largest,
        long open,
        long assumed,
        long late,
        BigDecimal assumedAmount) {

    private static final String QUESTION = """
            SELECT count(*) FILTER (WHERE amount > 0), coalesce(min(amount) FILTER (WHERE amount > 0), 0),
                   coalesce(max(amount), 0), count(*) FILTER (WHERE state = 'open'),
                   count(*) FILTER (WHERE state = 'assumed'),
                   count(*) FILTER (WHERE state = 'assumed' AND ended_at > expires_at),
                   coalesce(sum(amount) FILTER (WHERE state = 'assumed'), 0)
            FROM hold
            """;

    static HoldStatistics read(Database ledger) throws SQLException {
        try (Connection connection = DriverManager.getConnection(ledger.jdbcUrl(), ledger.user(), ledger.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUESTION)) {
            row.next();
            return new HoldStatistics(
                    row.getLong(1),
                    row.getBigDecimal(2),
                    row.getBigDecimal(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6),
                    row.getBigDecimal(7));
        }
    }
}

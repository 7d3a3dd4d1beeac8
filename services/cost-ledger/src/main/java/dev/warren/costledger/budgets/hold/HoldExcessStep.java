package dev.warren.costledger.budgets.hold;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes part in bookings of calls that cost more than was reserved for them. */
public interface HoldExcessStep {

    /**
     * Such calls were booked. Runs in the same transaction, with all accounts locked.
     *
     * @param exceeding never empty
     */
    void exceeded(Connection connection, List<HoldExcess> exceeding) throws SQLException;
}

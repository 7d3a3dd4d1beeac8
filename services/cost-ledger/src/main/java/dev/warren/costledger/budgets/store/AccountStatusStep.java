package dev.warren.costledger.budgets.store;

import dev.warren.costledger.budgets.model.AccountStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes part in what changes accounts: bookings, and what is done to budgets. */
public interface AccountStatusStep {

    /**
     * Accounts have changed. Runs in the same transaction, with all of them locked, so that nobody else sees or changes
     * them meanwhile.
     *
     * @param changed how they stand now; never empty
     */
    void changed(Connection connection, List<AccountStatus> changed) throws SQLException;
}

package dev.warren.costledger.budgets.hold;

import dev.warren.costledger.budgets.model.UnpricedRefusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Takes part in decisions about holds. */
public interface UnpricedRefusalStep {

    /**
     * Calls were refused for want of a price. Runs in the transaction that decides on them, with all accounts locked.
     *
     * @param refused never empty; the same provider and model may be there many times
     */
    void unpriced(Connection connection, List<UnpricedRefusal> refused) throws SQLException;
}

package dev.warren.database;

import java.sql.Connection;
import java.sql.SQLException;

/** How the statements of a group are committed. */
enum Commit {
    /** Each by itself: for groups of one statement, which cost one round trip. */
    STATEMENT {
        @Override
        <T> T run(ServiceDatabase database, ServiceDatabase.Work<T> work) throws SQLException {
            try (Connection connection = database.connect()) {
                return work.in(connection);
            }
        }
    },
    /** All or none of them. */
    TRANSACTION {
        @Override
        <T> T run(ServiceDatabase database, ServiceDatabase.Work<T> work) throws SQLException {
            return Transaction.run(database, work);
        }
    };

    abstract <T> T run(ServiceDatabase database, ServiceDatabase.Work<T> work) throws SQLException;
}

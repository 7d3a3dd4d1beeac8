package dev.warren.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Statements that are in the database together or not at all. */
final class Transaction {

    private Transaction() {}

    static <T> T run(ServiceDatabase database, ServiceDatabase.Work<T> work) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            try {
                T result = work.in(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Throwable cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}

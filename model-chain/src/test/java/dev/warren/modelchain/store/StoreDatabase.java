package dev.warren.modelchain.store;

import dev.warren.testing.Database;
import dev.warren.testing.DatabasePool;
import io.agroal.api.AgroalDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;

/** A database of its own with the tables of this room, and a look into them. */
final class StoreDatabase implements AutoCloseable {

    private final Database database = new Database();

    StoreDatabase() {
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.password())
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    Database database() {
        return database;
    }

    AgroalDataSource pool() {
        return DatabasePool.of(database);
    }

    void execute(String sql) {
        try (AgroalDataSource pool = pool();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long count(String rowsOf) {
        try (AgroalDataSource pool = pool();
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT count(*) FROM " + rowsOf)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        database.close();
    }
}

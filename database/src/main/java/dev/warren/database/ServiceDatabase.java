package dev.warren.database;

import io.agroal.api.AgroalDataSource;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** The service's database, as far as it may be away. Only in services that have one. Thread-safe. */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class ServiceDatabase {

    private static final int ANSWER_SECONDS = 5;

    private final AgroalDataSource dataSource;

    ServiceDatabase(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Writes in groups that share a commit.
     *
     * @param gathering how long the first of a group waits for others at most, which nobody should notice
     */
    public <I, O> GroupCommit<I, O> inGroups(Duration gathering, GroupCommit.Statements<I, O> statements) {
        return new GroupCommit<>(dataSource, this, gathering, statements);
    }

    /**
     * Runs statements in a transaction of their own, which is committed on return and rolled back where they throw.
     *
     * @throws NotWrittenException if the database refused or is unavailable; whatever else they throw is thrown as it
     *     is
     */
    public <T> T transact(Work<T> work) {
        try {
            return Transaction.run(dataSource, work);
        } catch (SQLException e) {
            throw new NotWrittenException(e);
        }
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** Runs them; the connection is in a transaction. */
        T in(Connection connection) throws SQLException;
    }

    /** Whether the database is what failed, and not the one who asked it. May wait some seconds for its answer. */
    public boolean isAway(Throwable failure) {
        return DatabaseOutageDetector.isReportedBy(failure)
                || (DatabaseOutageDetector.isPossible(failure) && !answers());
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}

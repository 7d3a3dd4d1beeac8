package dev.warren.database;

import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;

/**
 * The service's database: connections, transactions, group commits, outages. Only in services that have one.
 * Thread-safe.
 */
@ApplicationScoped
@IfBuildProperty(name = "quarkus.datasource.db-kind", stringValue = "postgresql")
public class ServiceDatabase {

    private static final int ANSWER_SECONDS = 5;
    private static final String CONNECTION_FAILED = "08001";

    private final DataSource dataSource;
    private final ShutdownSignal stop;
    private final List<GroupCommit<?, ?>> groupCommits = new CopyOnWriteArrayList<>();

    public ServiceDatabase(DataSource dataSource, ShutdownSignal stop) {
        this.dataSource = dataSource;
        this.stop = stop;
    }

    /**
     * Writes in groups, each in a transaction; fails while the database is unavailable.
     *
     * @param gathering how long the first of a group waits for others at most, which nobody should notice
     */
    public <I, O> GroupCommit<I, O> inGroups(Duration gathering, GroupCommit.Statements<I, O> statements) {
        return groups(Commit.TRANSACTION, WhileUnavailable.FAIL, gathering, statements);
    }

    /**
     * Writes in groups, each with statements that commit by themselves; a group begins when the one before is written.
     */
    public <I, O> GroupCommit<I, O> inStatements(
            WhileUnavailable whileUnavailable, GroupCommit.Statements<I, O> statements) {
        return groups(Commit.STATEMENT, whileUnavailable, Duration.ZERO, statements);
    }

    <I, O> GroupCommit<I, O> groups(
            Commit commit,
            WhileUnavailable whileUnavailable,
            Duration gathering,
            GroupCommit.Statements<I, O> statements) {
        var groups = new GroupCommit<>(this, stop, commit, whileUnavailable, gathering, statements);
        groupCommits.add(groups);
        return groups;
    }

    /** Ends the waits of all group commits. */
    @PreDestroy
    public void close() {
        groupCommits.forEach(GroupCommit::close);
    }

    /**
     * Runs statements in a transaction of their own, which is committed on return and rolled back where they throw.
     *
     * @throws NotWrittenException if the database refused or is unavailable; whatever else they throw is thrown as it
     *     is
     */
    public <T> T transact(Work<T> work) {
        try {
            return Transaction.run(this, work);
        } catch (SQLException e) {
            throw new NotWrittenException(e);
        }
    }

    /**
     * A connection that commits each statement by itself.
     *
     * @throws SQLException in the state of a failed connection, whatever the reason why there is none
     */
    public Connection connect() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (SQLException e) {
            throw new SQLException("no connection to the database", CONNECTION_FAILED, e);
        }
    }

    /** Statements of one transaction. */
    @FunctionalInterface
    public interface Work<T> {

        /** Runs them; the connection is in a transaction. */
        T in(Connection connection) throws SQLException;
    }

    /**
     * Whether the database is unavailable, so that nobody who asked it is at fault. May wait some seconds for it to
     * answer.
     */
    public boolean isUnavailable(Throwable failure) {
        return switch (DatabaseFailure.of(failure)) {
            case UNAVAILABLE -> true;
            case NONE -> false;
            default -> !answers();
        };
    }

    private boolean answers() {
        try (Connection connection = dataSource.getConnection()) {
            return connection.isValid(ANSWER_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }
}

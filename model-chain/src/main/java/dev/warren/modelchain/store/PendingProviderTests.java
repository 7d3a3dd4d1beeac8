package dev.warren.modelchain.store;

import dev.warren.modelchain.ending.DependencyUnavailableException;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tests of providers whose calls are not known to be on the ledger yet, of all processes. Thread-safe. */
@ApplicationScoped
public class PendingProviderTests {

    private static final String ADD = "INSERT INTO provider_test (id) VALUES (?)";
    private static final String REMOVE = "DELETE FROM provider_test WHERE id = ?";

    /** One that has just begun is not looked for: whoever began it has not claimed its work yet. */
    private static final String LEFT = """
            SELECT id FROM provider_test WHERE began_at < now() - interval '1 minute' ORDER BY began_at LIMIT 100""";

    private final AgroalDataSource dataSource;

    PendingProviderTests(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A test begins.
     *
     * @param id of the event that stands for it
     * @throws DependencyUnavailableException if that cannot be stored
     */
    public void add(String id) {
        change(ADD, id);
    }

    /**
     * All of its calls are on their way to the ledger.
     *
     * @throws DependencyUnavailableException if that cannot be stored
     */
    public void remove(String id) {
        change(REMOVE, id);
    }

    /**
     * Those that somebody has left behind, or is still at; a hundred of the oldest at most.
     *
     * @throws DependencyUnavailableException if the database does not say
     */
    public List<String> left() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sql = connection.prepareStatement(LEFT);
                ResultSet rows = sql.executeQuery()) {
            List<String> ids = new ArrayList<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private void change(String statement, String id) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement sql = connection.prepareStatement(statement)) {
            sql.setString(1, id);
            sql.executeUpdate();
        } catch (SQLException e) {
            throw away(e);
        }
    }

    private static DependencyUnavailableException away(SQLException e) {
        return new DependencyUnavailableException("The database does not answer (%s)".formatted(e.getSQLState()));
    }
}

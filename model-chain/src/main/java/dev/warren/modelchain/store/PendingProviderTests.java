package dev.warren.modelchain.store;

import dev.warren.database.Jdbc;
import dev.warren.database.NotWrittenException;
import dev.warren.database.ServiceDatabase;
import dev.warren.modelchain.ending.DependencyUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Tests of providers whose calls are not known to be on the ledger yet, of all processes. Thread-safe. */
@ApplicationScoped
public class PendingProviderTests {

    private static final String ADD = "INSERT INTO provider_test (id) VALUES (?)";
    private static final String REMOVE = "DELETE FROM provider_test WHERE id = ?";

    /** One that has just begun is not looked for: whoever began it has not claimed its work yet. */
    private static final String LEFT = """
            SELECT id FROM provider_test WHERE began_at < now() - interval '1 minute' ORDER BY began_at LIMIT 100""";

    private final ServiceDatabase database;

    PendingProviderTests(ServiceDatabase database) {
        this.database = database;
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
        return with(connection -> Jdbc.list(connection, LEFT, row -> row.getString(1)));
    }

    private void change(String statement, String id) {
        with(connection -> Jdbc.update(connection, statement, id));
    }

    private <T> T with(ServiceDatabase.Work<T> work) {
        try {
            return database.transact(work);
        } catch (NotWrittenException e) {
            throw new DependencyUnavailableException(
                    "The database does not answer (%s)".formatted(e.getCause().getMessage()));
        }
    }
}

package dev.warren.messaging.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * A database {@code test_<uuid>} of its own for a test run. Sets the properties of the default datasource; the database
 * is dropped at the end, whoever is still connected.
 */
public final class PrivateDatabase implements QuarkusTestResourceLifecycleManager {

    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final URI address = Environment.address("WARREN_DATABASE_URL");

    @Override
    public Map<String, String> start() {
        execute("CREATE DATABASE " + name);
        return Map.of(
                "quarkus.datasource.jdbc.url", jdbcUrl("/" + name),
                "quarkus.datasource.username", Environment.user(address),
                "quarkus.datasource.password", Environment.password(address));
    }

    @Override
    public void stop() {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(
                        jdbcUrl(address.getPath()), Environment.user(address), Environment.password(address));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + " failed", e);
        }
    }

    private String jdbcUrl(String path) {
        return "jdbc:postgresql://%s:%d%s".formatted(address.getHost(), address.getPort(), path);
    }
}

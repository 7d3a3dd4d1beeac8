package dev.warren.testing;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/** A database {@code test_<uuid>} of its own. Closing it drops it, whoever is still connected. */
public final class Database implements AutoCloseable {

    private final String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    private final URI address;

    /** Creates the database on the server that the environment names. */
    public Database() {
        this(Environment.address("WARREN_DATABASE_URL"));
    }

    /** Creates the database on a server, as the user of this address. */
    public Database(URI server) {
        address = server;
        execute("CREATE DATABASE " + name);
    }

    /** The JDBC address. */
    public String jdbcUrl() {
        return jdbcUrl("/" + name);
    }

    String jdbcUrlBehind(TcpProxy tcpProxy) {
        return jdbcUrl(tcpProxy.port(), "/" + name);
    }

    String host() {
        return address.getHost();
    }

    int port() {
        return address.getPort();
    }

    /** The user to connect as. */
    public String user() {
        return Environment.user(address);
    }

    /** The user's password. */
    public String password() {
        return Environment.password(address);
    }

    /**
     * Lets connections in again, or ends those that are open and refuses new ones, as a server does that is
     * unavailable.
     */
    public void admit(boolean connections) {
        execute("ALTER DATABASE " + name + " WITH ALLOW_CONNECTIONS " + connections);
        if (!connections) {
            execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        }
    }

    @Override
    public void close() {
        execute("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
    }

    private void execute(String statement) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(address.getPath()), user(), password());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement + " failed", e);
        }
    }

    private String jdbcUrl(String path) {
        return jdbcUrl(address.getPort(), path);
    }

    private String jdbcUrl(int port, String path) {
        return "jdbc:postgresql://%s:%d%s".formatted(address.getHost(), port, path);
    }
}

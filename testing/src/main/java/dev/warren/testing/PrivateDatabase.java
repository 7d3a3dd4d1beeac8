package dev.warren.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/**
 * A {@link Database} of its own for a test run. Sets the properties of the default datasource, and puts the database
 * into the test's field of that type.
 */
public final class PrivateDatabase implements QuarkusTestResourceLifecycleManager {

    /** Init argument: how many connections are refused at first, as by a server that starts after the service. */
    public static final String REFUSALS = "refusals";

    /**
     * Init argument: {@code true} for a {@link TcpProxy} in front of the database, in the test's field of that type.
     */
    public static final String WIRE = "wire";

    private int refusals;
    private boolean wired;
    private Database database;
    private TcpProxy tcpProxy;

    @Override
    public void init(Map<String, String> initArgs) {
        refusals = Integer.parseInt(initArgs.getOrDefault(REFUSALS, "0"));
        wired = Boolean.parseBoolean(initArgs.get(WIRE)) || refusals > 0;
    }

    @Override
    public Map<String, String> start() {
        database = new Database();
        tcpProxy = wired ? new TcpProxy(database.host(), database.port(), refusals) : null;
        return Map.of(
                "quarkus.datasource.jdbc.url", tcpProxy == null ? database.jdbcUrl() : database.jdbcUrlBehind(tcpProxy),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(database, new TestInjector.MatchesType(Database.class));
        if (tcpProxy != null) {
            injector.injectIntoFields(tcpProxy, new TestInjector.MatchesType(TcpProxy.class));
        }
    }

    @Override
    public void stop() {
        if (tcpProxy != null) {
            tcpProxy.close();
        }
        if (database != null) {
            database.close();
        }
    }
}

package dev.warren.e2e;

import dev.warren.testing.Database;
import dev.warren.testing.Vhost;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The five services as processes on a virtual host and databases of their own, and an outside program's addresses into
 * them. Closing it stops everything and deletes what they kept.
 */
final class Suite implements AutoCloseable {

    static final String INTAKE = "intake";
    static final String CLASSIFIER = "classifier";
    static final String SUMMARIZER = "summarizer";
    static final String NOTIFIER = "notifier";
    static final String LEDGER = "cost-ledger";

    private static final List<String> AI_CONSUMERS = List.of(CLASSIFIER, SUMMARIZER);
    private static final List<String> WITH_DATABASE = List.of(NOTIFIER, LEDGER);

    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final URI producer;

    private Suite() {
        Vhost vhost = new Vhost(Map.of());
        stops.push(vhost::close);
        producer = vhost.addressFor("producer");
        for (String name : List.of(INTAKE, CLASSIFIER, SUMMARIZER, NOTIFIER, LEDGER)) {
            Map<String, String> environment = new HashMap<>();
            environment.put("WARREN_AMQP_URL", vhost.addressFor(name).toString());
            if (WITH_DATABASE.contains(name)) {
                environment.putAll(newDatabase());
            }
            ServiceProcess service = new ServiceProcess(name, environment);
            services.put(name, service);
            stops.push(service::close);
        }
    }

    /** Starts all services and waits until they are ready; the settings are those of the AI consumers. */
    static Suite start(Map<String, String> providers) {
        Suite suite = new Suite();
        try {
            suite.services.forEach(
                    (name, service) -> service.start(AI_CONSUMERS.contains(name) ? providers : Map.of()));
            suite.services.values().forEach(ServiceProcess::awaitReady);
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    /** The broker, as a producer. */
    URI producer() {
        return producer;
    }

    /** One of the services. */
    ServiceProcess service(String name) {
        return services.get(name);
    }

    /** The address of a service's HTTP interface. */
    URI address(String service) {
        return services.get(service).address();
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }

    private Map<String, String> newDatabase() {
        Database database = new Database();
        stops.push(database::close);
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }
}

package dev.warren.bench.lab;

import dev.warren.suite.ServiceList;
import dev.warren.testing.Database;
import dev.warren.testing.Servers;
import dev.warren.testing.TcpProxy;
import dev.warren.testing.Vhost;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Services as processes on a virtual host and databases of their own, and an outside program's addresses into them.
 * Closing it stops everything and deletes what they kept.
 */
public final class SuiteProcesses implements AutoCloseable {

    /** Accepts events. */
    public static final String INTAKE = "intake";

    /** The AI consumer that chooses labels. */
    public static final String CLASSIFIER = "classifier";

    /** The AI consumer that writes summaries. */
    public static final String SUMMARIZER = "summarizer";

    /** Delivery. */
    public static final String NOTIFIER = "notifier";

    /** The books. */
    public static final String LEDGER = "cost-ledger";

    private static final ServiceList LIST = ServiceList.packaged();

    /** All services, in the order of an event's way. */
    public static final List<String> SERVICES = LIST.names();

    private final Map<String, ServiceProcess> services = new LinkedHashMap<>();
    private final Map<String, Database> databases = new HashMap<>();
    private final Map<String, TcpProxy> proxies = new HashMap<>();
    private final Deque<Runnable> stops = new ArrayDeque<>();
    private final Vhost vhost;
    private final URI producer;

    /**
     * What the suite is to be.
     *
     * @param servers where it gets its virtual host and databases
     * @param services which of the services
     * @param delays other times for the retry queues, by name
     * @param wired whether there is a {@link TcpProxy} between each service and the broker
     * @param options of each Java process, after those of {@code infra/java}
     */
    public record Plan(
            Servers servers, List<String> services, Map<String, Duration> delays, boolean wired, List<String> options) {

        /** All services on servers, as they are. */
        public static Plan on(Servers servers) {
            return new Plan(servers, SERVICES, Map.of(), false, List.of("-XX:TieredStopAtLevel=1"));
        }

        /** The same with some of the services. */
        public Plan only(String... some) {
            return new Plan(servers, List.of(some), delays, wired, options);
        }

        /** The same with shorter retries. */
        public Plan retrying(Map<String, Duration> other) {
            return new Plan(servers, services, other, wired, options);
        }

        /** The same with wires that can be cut. */
        public Plan withWires() {
            return new Plan(servers, services, delays, true, options);
        }

        /** The same with other options for Java. */
        public Plan java(String... other) {
            return new Plan(servers, services, delays, wired, List.of(other));
        }
    }

    private SuiteProcesses(Plan plan) {
        vhost = new Vhost(plan.servers(), plan.delays());
        stops.push(vhost::close);
        producer = vhost.addressFor("producer");
        plan.services().forEach(name -> add(name, plan));
    }

    /**
     * Starts all services on the servers that the environment names and waits until they are ready.
     *
     * @param settings those of the AI consumers
     */
    public static SuiteProcesses start(Map<String, String> settings) {
        return start(Plan.on(Servers.fromEnvironment()), settings);
    }

    /**
     * Starts the services and waits until they are ready.
     *
     * @param settings those of the AI consumers
     */
    public static SuiteProcesses start(Plan plan, Map<String, String> settings) {
        return start(plan, service -> isAiConsumer(service) ? settings : Map.of());
    }

    /**
     * Starts the services and waits until they are ready.
     *
     * @param settings those of each, by its name
     */
    public static SuiteProcesses start(Plan plan, Function<String, Map<String, String>> settings) {
        SuiteProcesses suite = prepare(plan);
        try {
            suite.services.forEach((name, service) -> service.start(settings.apply(name)));
            suite.services.values().forEach(ServiceProcess::awaitReady);
            return suite;
        } catch (RuntimeException e) {
            suite.close();
            throw e;
        }
    }

    /** Whether a service handles events by calling models. */
    public static boolean isAiConsumer(String service) {
        return LIST.named(service).isAiConsumer();
    }

    /** Makes what the services need and starts none. */
    public static SuiteProcesses prepare(Plan plan) {
        return new SuiteProcesses(plan);
    }

    /** The broker, as a producer. */
    public URI producer() {
        return producer;
    }

    /** The virtual host. */
    public Vhost vhost() {
        return vhost;
    }

    /** One of the services. */
    public ServiceProcess service(String name) {
        return services.get(name);
    }

    /**
     * Another process of a service, with the same broker user, database and settings, which is not started yet. It ends
     * with the suite.
     */
    public ServiceProcess another(String name) {
        ServiceProcess another = services.get(name).another();
        stops.push(another::close);
        return another;
    }

    /** The database of a service that has one. */
    public Database database(String service) {
        return databases.get(service);
    }

    /** The wire between a service and the broker, if the plan has wires. */
    public TcpProxy wire(String service) {
        return proxies.get(service);
    }

    /** The names of those services whose process has ended, as it does by itself where its memory does not suffice. */
    public List<String> ended() {
        return services.entrySet().stream()
                .filter(service -> !service.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The address of a service's HTTP interface. */
    public URI address(String service) {
        return services.get(service).address();
    }

    @Override
    public void close() {
        while (!stops.isEmpty()) {
            stops.pop().run();
        }
    }

    private void add(String name, Plan plan) {
        Map<String, String> environment = new HashMap<>();
        environment.put("WARREN_AMQP_URL", broker(name, plan.wired()).toString());
        if (LIST.named(name).database()) {
            environment.putAll(newDatabase(name, plan.servers()));
        }
        ServiceProcess service = new ServiceProcess(name, environment, plan.options());
        services.put(name, service);
        stops.push(service::close);
    }

    private URI broker(String name, boolean wired) {
        if (!wired) {
            return vhost.addressFor(name);
        }
        TcpProxy tcpProxy = vhost.wire();
        stops.push(tcpProxy::close);
        proxies.put(name, tcpProxy);
        return vhost.addressFor(name, tcpProxy.port());
    }

    private Map<String, String> newDatabase(String name, Servers servers) {
        Database database = new Database(servers.database());
        stops.push(database::close);
        databases.put(name, database);
        return Map.of(
                "QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl(),
                "QUARKUS_DATASOURCE_USERNAME", database.user(),
                "QUARKUS_DATASOURCE_PASSWORD", database.password());
    }
}

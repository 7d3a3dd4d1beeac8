package dev.warren.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * A virtual host {@code test-<uuid>} of its own for a test run, with the topology of {@code definitions.json}, a user
 * with exactly the rights of the service under test, and a producer. Sets {@code warren.amqp.url} and puts a
 * {@link Broker} into the test's field of that type. Everything is deleted at the end.
 *
 * <p>The service under test is the init argument {@link #SERVICE}, or else {@code quarkus.application.name}.
 */
public final class PrivateVhost implements QuarkusTestResourceLifecycleManager {

    /** Init argument: whose rights the user gets. */
    public static final String SERVICE = "service";

    /** Init argument: other times for the retry queues, as in {@code 5s=PT0.2S,1m=PT0.4S}. */
    public static final String DELAYS = "delays";

    /** Init argument: {@code true} puts a {@link TcpProxy} between service and broker. */
    public static final String WIRE = "wire";

    /** Init argument: {@code true} puts a {@link TcpProxy} there that lets nothing through until it is mended. */
    public static final String SEVERED = "severed";

    private static final String PRODUCER = "producer";

    private Map<String, String> arguments = Map.of();
    private Vhost vhost;
    private TcpProxy tcpProxy;
    private Broker broker;

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = initArgs;
    }

    @Override
    public Map<String, String> start() {
        vhost = new Vhost(delays());
        tcpProxy = wire();
        String service = service();
        String serviceUrl = vhost.addressFor(service, tcpProxy == null ? vhost.port() : tcpProxy.port())
                .toString();
        String producerUrl = vhost.addressFor(PRODUCER).toString();
        broker = new Broker(
                vhost.administrator(),
                vhost.management(),
                new Broker.Access(vhost.name(), vhost.userOf(service), serviceUrl, producerUrl),
                tcpProxy);
        return Map.of("warren.amqp.url", serviceUrl);
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(Broker.class));
    }

    @Override
    public void stop() {
        if (broker != null) {
            broker.close();
        }
        if (tcpProxy != null) {
            tcpProxy.close();
        }
        vhost.close();
    }

    private TcpProxy wire() {
        boolean severed = Boolean.parseBoolean(arguments.get(SEVERED));
        if (!severed && !Boolean.parseBoolean(arguments.get(WIRE))) {
            return null;
        }
        TcpProxy made = new TcpProxy(vhost.host(), vhost.port());
        if (severed) {
            made.sever();
        }
        return made;
    }

    private String service() {
        String argument = arguments.get(SERVICE);
        return argument != null
                ? argument
                : ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
    }

    private Map<String, Duration> delays() {
        Map<String, Duration> delays = new LinkedHashMap<>();
        for (String entry : arguments.getOrDefault(DELAYS, "").split(",", -1)) {
            String[] nameAndTime = entry.split("=", 2);
            if (nameAndTime.length == 2) {
                delays.put(nameAndTime[0], Duration.parse(nameAndTime[1]));
            }
        }
        return delays;
    }
}

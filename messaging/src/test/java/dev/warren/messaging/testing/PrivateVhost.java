package dev.warren.messaging.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.ConnectionFactory;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
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

    /** Init argument: {@code true} puts a {@link Wire} between service and broker. */
    public static final String WIRE = "wire";

    private static final String PRODUCER = "producer";

    private final String id = UUID.randomUUID().toString();
    private final String vhost = "test-" + id;
    private final URI amqp = Environment.address("WARREN_AMQP_URL");
    private final Management management = new Management(Environment.address("WARREN_AMQP_ADMIN_URL"));

    private Map<String, String> arguments = Map.of();
    private Wire wire;
    private Broker broker;

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = initArgs;
    }

    @Override
    public Map<String, String> start() {
        Definitions definitions = Definitions.find().withDelays(delays());
        management.put("vhosts/" + vhost, JsonNodeFactory.instance.objectNode());
        permit(Environment.user(amqp), everything());
        management.post("definitions/" + vhost, definitions.forVhost(vhost));
        wire = Boolean.parseBoolean(arguments.get(WIRE)) ? new Wire(amqp.getHost(), amqp.getPort()) : null;

        String service = service();
        String serviceUrl = url(
                nameOf(service),
                newUser(nameOf(service), definitions.permissionsOf(service)),
                wire == null ? amqp.getPort() : wire.port());
        String producerUrl =
                url(nameOf(PRODUCER), newUser(nameOf(PRODUCER), definitions.permissionsOf(PRODUCER)), amqp.getPort());
        broker = new Broker(
                administrator(), management, new Broker.Access(nameOf(service), serviceUrl, producerUrl), wire);
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
        if (wire != null) {
            wire.close();
        }
        management.delete("vhosts/" + vhost);
        management.delete("users/" + nameOf(service()));
        management.delete("users/" + nameOf(PRODUCER));
        management.close();
    }

    private String service() {
        String argument = arguments.get(SERVICE);
        return argument != null
                ? argument
                : ConfigProvider.getConfig().getValue("quarkus.application.name", String.class);
    }

    private Map<String, Duration> delays() {
        Map<String, Duration> delays = new LinkedHashMap<>();
        for (String entry : arguments.getOrDefault(DELAYS, "").split(",")) {
            String[] nameAndTime = entry.split("=", 2);
            if (nameAndTime.length == 2) {
                delays.put(nameAndTime[0], Duration.parse(nameAndTime[1]));
            }
        }
        return delays;
    }

    private String newUser(String name, ObjectNode permissions) {
        String password = UUID.randomUUID().toString();
        ObjectNode user =
                JsonNodeFactory.instance.objectNode().put("password", password).put("tags", "");
        management.put("users/" + name, user);
        permit(name, permissions);
        return password;
    }

    private void permit(String user, ObjectNode permissions) {
        management.put("permissions/" + vhost + "/" + Management.segment(user), permissions);
    }

    private static ObjectNode everything() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("configure", ".*")
                .put("write", ".*")
                .put("read", ".*");
    }

    private String nameOf(String role) {
        return role + "-" + id;
    }

    private String url(String user, String password, int port) {
        return "amqp://%s:%s@%s:%d/%s".formatted(user, password, amqp.getHost(), port, vhost);
    }

    private ConnectionFactory administrator() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(amqp.getHost());
        factory.setPort(amqp.getPort());
        factory.setUsername(Environment.user(amqp));
        factory.setPassword(Environment.password(amqp));
        factory.setVirtualHost(vhost);
        return factory;
    }
}

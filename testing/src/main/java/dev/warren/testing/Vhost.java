package dev.warren.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.rabbitmq.client.ConnectionFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A virtual host {@code test-<uuid>} with the topology of {@code definitions.json}, and users with the rights that the
 * file gives to services and producers. Closing it deletes everything.
 */
public final class Vhost implements AutoCloseable {

    private final String id = UUID.randomUUID().toString();
    private final String name = "test-" + id;
    private final URI amqp;
    private final ManagementApi management;
    private final List<String> users = new ArrayList<>();
    private final BrokerDefinitions brokerDefinitions;

    /**
     * Makes the virtual host on the broker that the environment names.
     *
     * @param delays other times to live for the retry queues, by the name of the delay; may be empty
     */
    public Vhost(Map<String, Duration> delays) {
        this(Servers.fromEnvironment(), delays);
    }

    /**
     * Makes the virtual host.
     *
     * @param delays other times to live for the retry queues, by the name of the delay; may be empty
     */
    public Vhost(Servers servers, Map<String, Duration> delays) {
        amqp = servers.amqp();
        management = new ManagementApi(servers.management());
        brokerDefinitions = BrokerDefinitions.find().withDelays(delays);
        management.put("vhosts/" + name, JsonNodeFactory.instance.objectNode());
        permit(Environment.user(amqp), everything());
        management.post("definitions/" + name, brokerDefinitions.forVhost(name));
    }

    /**
     * Makes a user with the rights of a service or of {@code producer}, and gives the address to connect as that user.
     */
    public URI addressFor(String role) {
        return addressFor(role, amqp.getPort());
    }

    /** The same through another port, where a {@link TcpProxy} to the broker begins. */
    public URI addressFor(String role, int port) {
        String user = userOf(role);
        String password = UUID.randomUUID().toString();
        management.put(
                "users/" + user,
                JsonNodeFactory.instance.objectNode().put("password", password).put("tags", ""));
        users.add(user);
        permit(user, brokerDefinitions.permissionsOf(role));
        return URI.create("amqp://%s:%s@%s:%d/%s".formatted(user, password, amqp.getHost(), port, name));
    }

    String name() {
        return name;
    }

    String userOf(String role) {
        return role + "-" + id;
    }

    ManagementApi management() {
        return management;
    }

    /** A wire to the broker, for cutting. */
    public TcpProxy wire() {
        return new TcpProxy(amqp.getHost(), amqp.getPort());
    }

    /**
     * How many messages each queue has, those that a consumer holds unacknowledged included. The broker counts them
     * with up to five seconds' delay.
     */
    public Map<String, Long> depths() {
        Map<String, Long> depths = new TreeMap<>();
        for (JsonNode queue : management.get("queues/" + name)) {
            depths.put(queue.get("name").asText(), queue.path("messages").asLong(Long.MAX_VALUE));
        }
        return depths;
    }

    String host() {
        return amqp.getHost();
    }

    int port() {
        return amqp.getPort();
    }

    /** The address to connect to the virtual host as one who may do everything there. */
    public URI administratorAddress() {
        return URI.create("amqp://%s@%s:%d/%s".formatted(amqp.getRawUserInfo(), amqp.getHost(), amqp.getPort(), name));
    }

    /** Connects to the virtual host as one who may do everything there. */
    public ConnectionFactory administrator() {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(amqp.getHost());
        factory.setPort(amqp.getPort());
        factory.setUsername(Environment.user(amqp));
        factory.setPassword(Environment.password(amqp));
        factory.setVirtualHost(name);
        return factory;
    }

    @Override
    public void close() {
        management.delete("vhosts/" + name);
        users.forEach(user -> management.delete("users/" + user));
        management.close();
    }

    private void permit(String user, ObjectNode permissions) {
        management.put("permissions/" + name + "/" + ManagementApi.segment(user), permissions);
    }

    private static ObjectNode everything() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("configure", ".*")
                .put("write", ".*")
                .put("read", ".*");
    }
}

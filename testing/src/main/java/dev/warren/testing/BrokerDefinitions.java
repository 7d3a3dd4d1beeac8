package dev.warren.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The broker's {@code definitions.json}, generated from the list of services, made ready for another virtual host. */
final class BrokerDefinitions {

    private static final Path FILE = Path.of("infra", "rabbitmq", "definitions.json");
    private static final List<String> NOT_OF_A_VHOST =
            List.of("vhosts", "users", "permissions", "topic_permissions", "global_parameters");

    private final ObjectNode content;

    private BrokerDefinitions(ObjectNode content) {
        this.content = content;
    }

    /** Reads the file from the working directory or the nearest directory above that has it. */
    static BrokerDefinitions find() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            Path file = directory.resolve(FILE);
            if (Files.exists(file)) {
                return read(file);
            }
        }
        throw new IllegalStateException("no " + FILE + " in " + start + " or above");
    }

    private static BrokerDefinitions read(Path file) {
        try {
            return new BrokerDefinitions((ObjectNode) new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Exchanges, queues and bindings under another virtual host's name. */
    ObjectNode forVhost(String vhost) {
        ObjectNode copy = content.deepCopy();
        copy.remove(NOT_OF_A_VHOST);
        copy.forEach(entities -> entities.forEach(entity -> ((ObjectNode) entity).put("vhost", vhost)));
        return copy;
    }

    /** What the file permits a user, in the form that the management API takes. */
    ObjectNode permissionsOf(String user) {
        ObjectNode permissions = StreamSupport.stream(content.get("permissions").spliterator(), false)
                .filter(entry -> user.equals(entry.get("user").asText()))
                .map(entry -> (ObjectNode) entry.deepCopy())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(FILE + " has no permissions for " + user));
        return permissions.without(List.of("user", "vhost"));
    }

    /** The same with other times to live for the retry queues whose name ends in a key of the map. */
    BrokerDefinitions withDelays(Map<String, Duration> delays) {
        ObjectNode copy = content.deepCopy();
        delays.forEach((name, delay) -> copy.get("queues").forEach(queue -> shorten(queue, name, delay)));
        return new BrokerDefinitions(copy);
    }

    private static void shorten(JsonNode queue, String name, Duration delay) {
        if (queue.get("name").asText().endsWith(".retry." + name)) {
            ((ObjectNode) queue.get("arguments")).put("x-message-ttl", delay.toMillis());
        }
    }
}

package dev.warren.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a service's configuration asks of the broker: its own {@code application.yaml}, and what the modules that it is
 * built on say for every service.
 *
 * @param queues what its incoming channels consume
 * @param exchanges what its outgoing channels write to
 */
record Channels(Set<String> queues, Set<String> exchanges) {

    private static final Path ROOT = Path.of("..");
    private static final Path RESOURCES = Path.of("src", "main", "resources");
    private static final Path SHARED = RESOURCES.resolve(Path.of("META-INF", "microprofile-config.properties"));
    private static final String APPLICATION = "${quarkus.application.name}";
    private static final String PREFIX = "mp.messaging.";

    static Channels of(String service) throws IOException {
        Path home = ROOT.resolve("services").resolve(service);
        Properties settings = new Properties();
        load(ROOT.resolve("messaging").resolve(SHARED), settings);
        if (Files.readString(home.resolve("pom.xml")).contains("<artifactId>warren-ai-consumer</artifactId>")) {
            load(ROOT.resolve("ai-consumer").resolve(SHARED), settings);
        }
        JsonNode own = new YAMLMapper()
                .readTree(home.resolve(RESOURCES).resolve("application.yaml").toFile());
        flatten("", own, settings);
        return new Channels(
                values(settings, "incoming", ".queue.name", service),
                values(settings, "outgoing", ".exchange.name", service));
    }

    private static void load(Path file, Properties into) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            into.load(reader);
        }
    }

    private static void flatten(String name, JsonNode node, Properties into) {
        if (node.isObject()) {
            String prefix = name.isEmpty() ? "" : name + ".";
            for (Map.Entry<String, JsonNode> entry : node.properties()) {
                flatten(prefix + entry.getKey(), entry.getValue(), into);
            }
        } else {
            into.setProperty(name, node.asText());
        }
    }

    private static Set<String> values(Properties settings, String direction, String suffix, String service) {
        Set<String> values = new TreeSet<>();
        for (String key : settings.stringPropertyNames()) {
            if (key.startsWith(PREFIX + direction + ".") && key.endsWith(suffix)) {
                values.add(settings.getProperty(key).replace(APPLICATION, service));
            }
        }
        return values;
    }
}

package dev.warren.contracts.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.warren.contracts.Topology;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class AsyncApiTest {

    private static final Path DIRECTORY = Path.of("src/main/resources/dev/warren/contracts");
    private static final Path DEFINITIONS = Path.of("../infra/rabbitmq/definitions.json");
    private static final Set<String> EXCHANGES = Set.of(
            Topology.INBOX,
            Topology.EVENTS,
            Topology.RESULTS,
            Topology.USAGE,
            Topology.HOLDS,
            Topology.BUDGETS,
            Topology.ALERTS,
            Topology.DEAD_LETTERS,
            Topology.UNROUTABLE);

    private final JsonNode document = read(DIRECTORY.resolve("asyncapi.yaml"));

    @Test
    void everyReferenceInTheDocumentResolves() {
        // When
        List<String> dangling = references(document)
                .filter(reference -> !resolves(document, reference))
                .toList();

        // Then
        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(references(document)).isNotEmpty();
        assertThat(dangling).isEmpty();
    }

    @Test
    void everySchemaIsReachedFromTheDocumentAndIsValid() {
        // When
        List<Path> schemas = files(DIRECTORY.resolve("v1"));

        // Then
        assertThat(schemas).isNotEmpty().allSatisfy(schema -> {
            assertThat(Schemas.faultsOf(read(schema))).isEmpty();
            assertThat(references(read(schema))).allMatch(reference -> resolves(read(schema), "v1/", reference));
        });
        assertThat(reachable("v1/", document))
                .containsExactlyInAnyOrderElementsOf(schemas.stream()
                        .map(schema -> schema.getFileName().toString())
                        .toList());
    }

    @Test
    void theDocumentTheConstantsAndTheBrokerNameTheSameExchanges() {
        // When
        Set<String> documented = values(channelsWithExchange(), "/bindings/amqp/exchange/name");
        Set<String> declared = values(read(DEFINITIONS).get("exchanges"), "/name");
        declared.removeIf(exchange -> exchange.endsWith(".park")); // each consumer's own, nobody else's business

        // Then
        assertThat(documented).isEqualTo(EXCHANGES);
        assertThat(declared).isEqualTo(EXCHANGES);
    }

    @Test
    void everyExchangeIsDocumentedAsTheBrokerHasIt() {
        // Given
        JsonNode declared = read(DEFINITIONS).get("exchanges");

        // When / Then
        assertThat(channelsWithExchange()).allSatisfy(channel -> {
            JsonNode documented = channel.at("/bindings/amqp/exchange");
            assertThat(declared).anySatisfy(exchange -> {
                assertThat(exchange.get("name")).isEqualTo(documented.get("name"));
                assertThat(exchange.get("type")).isEqualTo(documented.get("type"));
                assertThat(exchange.get("durable")).isEqualTo(documented.get("durable"));
                assertThat(exchange.get("auto_delete")).isEqualTo(documented.get("autoDelete"));
                assertThat(exchange.get("vhost")).isEqualTo(documented.get("vhost"));
            });
        });
    }

    @Test
    void routingKeysAreMadeAsDocumented() {
        // When / Then
        assertThat(document.at("/channels/results/address").asText()).isEqualTo("{feature}.{outcome}");
        assertThat(Topology.resultKey("ticket-triage", Outcome.HELD)).isEqualTo("ticket-triage.held");
        assertThat(Topology.resultKey("ticket-triage", Outcome.HELD, "")).isEqualTo("ticket-triage.held");
        assertThat(document.at("/channels/replayedResults/address").asText()).isEqualTo("{feature}.{outcome}.{replay}");
        assertThat(Topology.resultKey("ticket-triage", Outcome.COMPLETED, "better-prompt"))
                .isEqualTo("ticket-triage.completed.better-prompt");
        assertThat(document.at("/channels/budgets/address").asText()).isEqualTo("{scope}.{state}");
        assertThat(Topology.budgetKey("user", BudgetState.State.EXHAUSTED)).isEqualTo("user.exhausted");
        assertThat(document.at("/channels/budgetRules/address").asText()).isEqualTo(Topology.RULES_KEY);
        assertThat(document.at("/channels/alerts/address").asText()).isEqualTo("{severity}.{kind}");
        assertThat(Topology.alertKey(Alert.Severity.WARNING, "usage-unpriced")).isEqualTo("warning.usage-unpriced");
    }

    /** All but the one of answers, which go where the request says. */
    private List<JsonNode> channelsWithExchange() {
        return document.get("channels")
                .valueStream()
                .filter(channel -> !channel.path("address").isNull())
                .toList();
    }

    private static Stream<String> references(JsonNode node) {
        return node.findValuesAsText("$ref").stream();
    }

    private static boolean resolves(JsonNode document, String reference) {
        return resolves(document, "", reference);
    }

    private static boolean resolves(JsonNode document, String base, String reference) {
        return reference.startsWith("#")
                ? !document.at(JsonPointer.compile(reference.substring(1))).isMissingNode()
                : Files.exists(DIRECTORY.resolve(base + reference));
    }

    /** The names of the schema files that a document refers to, and that those refer to. */
    private static Set<String> reachable(String base, JsonNode document) {
        Set<String> found = new TreeSet<>();
        references(document).filter(reference -> !reference.startsWith("#")).forEach(reference -> {
            String name = reference.replaceFirst("^" + base, "");
            found.add(name);
            found.addAll(reachable(base, read(DIRECTORY.resolve(base + name))));
        });
        return found;
    }

    private static Set<String> values(Iterable<JsonNode> nodes, String pointer) {
        Set<String> values = new TreeSet<>();
        StreamSupport.stream(nodes.spliterator(), false)
                .map(node -> node.at(pointer).asText())
                .forEach(values::add);
        return values;
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path file) {
        try {
            return new YAMLMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

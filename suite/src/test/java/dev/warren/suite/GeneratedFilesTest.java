package dev.warren.suite;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.warren.suite.YamlValue.Fields;
import dev.warren.suite.YamlValue.Text;
import dev.warren.suite.YamlValue.Texts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated from the list of services, in this checkout and in another. */
class GeneratedFilesTest {

    private static final Path ROOT = Path.of("..");

    @TempDir
    private Path other;

    @Test
    void everythingAgreesWithTheListOfServices() throws Exception {
        assertThat(GeneratedFiles.of(ROOT).outdated())
                .as("files that are not what infra/services.yaml says; run ./warren generate")
                .isEmpty();
    }

    @Test
    void everyServiceOfTheListIsThereAndServesWhereTheListSays() throws Exception {
        ServiceList list = ServiceList.packaged();

        assertThat(list.names()).containsExactlyInAnyOrderElementsOf(folders());
        for (ListedService service : list.services()) {
            JsonNode quarkus = settings(service).get("quarkus");
            assertThat(quarkus.at("/application/name").asText()).isEqualTo(service.name());
            assertThat(quarkus.at("/http/port").asInt()).as(service.name()).isEqualTo(service.port());
            assertThat(quarkus.at("/management/port").asInt())
                    .as(service.name())
                    .isEqualTo(service.port() + ListedService.MANAGEMENT);
        }
    }

    @Test
    void theListMeansTheSameInYaml() throws Exception {
        String list = Files.readString(ROOT.resolve(ServiceList.FILE));

        assertThat(plain(YamlReader.read(list))).isEqualTo(texts(new YAMLMapper().readValue(list, Object.class)));
    }

    @Test
    void aServiceMoreIsInAllFilesAndOneLessInNone() throws Exception {
        // Given
        copy("pom.xml", "infra/services.yaml", "infra/rabbitmq/definitions.json", "infra/launcher/service-list.sh");
        Files.createDirectories(other.resolve("infra/java"));
        Files.writeString(other.resolve("infra/java/gone.options"), "");
        Path list = other.resolve(ServiceList.FILE);
        Files.writeString(list, Files.readString(list).replace("  summarizer:", "  renamed:"));

        // When
        List<Path> written = GeneratedFiles.of(other).write();

        // Then
        assertThat(written).contains(Path.of("pom.xml"), Path.of("infra/java/gone.options"));
        assertThat(GeneratedFiles.of(other).outdated()).isEmpty();
        assertThat(other.resolve("infra/java/gone.options")).doesNotExist();
        assertThat(other.resolve("infra/java/renamed.options")).content().contains("-Xmx400m");
        assertThat(other.resolve("pom.xml"))
                .content()
                .contains("<module>services/renamed</module>", "<exclude>dev.warren:warren-renamed</exclude>")
                .doesNotContain("summarizer");
        assertThat(entities("definitions.json", "queues"))
                .contains("renamed.held")
                .doesNotContain("summarizer.held");
        assertThat(other.resolve("infra/launcher/service-list.sh")).content().contains("classifier renamed");
    }

    private static Set<String> folders() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT.resolve("services"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .collect(toSet());
        }
    }

    private static JsonNode settings(ListedService service) throws IOException {
        Path resources = ROOT.resolve(Path.of("services", service.name(), "src", "main", "resources"));
        return new YAMLMapper().readTree(resources.resolve("application.yaml").toFile());
    }

    private void copy(String... files) throws IOException {
        for (String file : files) {
            Files.createDirectories(other.resolve(file).getParent());
            Files.copy(ROOT.resolve(file), other.resolve(file));
        }
    }

    private Set<String> entities(String file, String section) throws IOException {
        JsonNode definitions = new ObjectMapper()
                .readTree(other.resolve("infra/rabbitmq").resolve(file).toFile());
        return Stream.of(definitions.get(section))
                .flatMap(entities -> entities.valueStream())
                .map(entity -> entity.get("name").asText())
                .collect(toSet());
    }

    private static Object plain(YamlValue value) {
        return switch (value) {
            case Text text -> text.text();
            case Texts texts -> texts.texts();
            case Fields fields -> {
                Map<String, Object> plain = new LinkedHashMap<>();
                fields.fields().forEach((key, field) -> plain.put(key, plain(field)));
                yield plain;
            }
        };
    }

    private static Object texts(Object value) {
        return switch (value) {
            case Map<?, ?> map -> {
                Map<Object, Object> texts = new LinkedHashMap<>();
                map.forEach((key, field) -> texts.put(key, texts(field)));
                yield texts;
            }
            case List<?> list -> list;
            default -> value.toString();
        };
    }
}

package dev.warren.suite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The one list of services, {@code infra/services.yaml}.
 *
 * @param services in the order of an event's way
 * @param exchanges those that no service has of its own
 */
public record ServiceList(List<ListedService> services, List<String> exchanges, List<ListedStream> streams) {

    /** Where it is in a checkout. */
    public static final Path FILE = Path.of("infra", "services.yaml");

    /** The list that this program was built with. */
    public static ServiceList packaged() {
        try (InputStream list = ServiceList.class.getResourceAsStream("/services.yaml")) {
            return parse(new String(list.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The list of a checkout.
     *
     * @throws ServiceListException if it has faults
     */
    static ServiceList of(Path checkout) throws IOException {
        return parse(Files.readString(checkout.resolve(FILE)));
    }

    /**
     * A list as it is written.
     *
     * @throws ServiceListException if it has faults
     */
    static ServiceList parse(String yaml) {
        return new ServiceListReader().read(YamlReader.read(yaml));
    }

    /** The names of all. */
    public List<String> names() {
        return services.stream().map(ListedService::name).toList();
    }

    /** The names of those that handle events by calling models. */
    public List<String> aiConsumers() {
        return services.stream()
                .filter(ListedService::isAiConsumer)
                .map(ListedService::name)
                .toList();
    }

    /**
     * One of them.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public ListedService named(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("'" + name + "' is none of " + String.join(", ", names())));
    }
}

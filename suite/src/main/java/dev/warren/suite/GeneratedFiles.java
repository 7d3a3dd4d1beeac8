package dev.warren.suite;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a checkout that are generated from its list of services. */
final class GeneratedFiles {

    private static final Path OPTIONS = Path.of("infra", "java");
    private static final Path POM = Path.of("pom.xml");
    private static final Pattern IN_POM = Pattern.compile(
            "(?<begin>\n *<!-- (?<what>[a-z]+) of infra/services.yaml, [^\n]*-->\n).*?(?<end>\n? *<!-- end -->\n)",
            Pattern.DOTALL);

    private final Path checkout;
    private final Map<Path, String> contents = new LinkedHashMap<>();

    private GeneratedFiles(Path checkout) {
        this.checkout = checkout;
    }

    /**
     * What a checkout's files must be.
     *
     * @throws ServiceListException if its list has faults
     */
    static GeneratedFiles of(Path checkout) throws IOException {
        GeneratedFiles files = new GeneratedFiles(checkout);
        ServiceList list = ServiceList.of(checkout);
        String yaml = Files.readString(checkout.resolve(ServiceList.FILE));
        files.contents.put(Path.of("infra", "rabbitmq", "definitions.json"), new BrokerTopology(list).json());
        files.contents.put(Path.of("infra", "launcher", "service-list.sh"), new LauncherList(list, yaml).script());
        list.services().forEach(service -> files.contents.put(optionsOf(service), options(service)));
        files.contents.put(POM, pom(Files.readString(checkout.resolve(POM)), list));
        return files;
    }

    /** Those that are not what the list says, or are of no service on it. */
    List<Path> outdated() throws IOException {
        List<Path> outdated = new ArrayList<>(ofNoService());
        for (Path file : contents.keySet()) {
            if (!contents.get(file).equals(current(file).orElse(null))) {
                outdated.add(file);
            }
        }
        return outdated;
    }

    /** Writes or deletes those that are out of date, and says which. */
    List<Path> write() throws IOException {
        List<Path> outdated = outdated();
        for (Path file : outdated) {
            if (contents.containsKey(file)) {
                Files.writeString(checkout.resolve(file), contents.get(file));
            } else {
                Files.delete(checkout.resolve(file));
            }
        }
        return outdated;
    }

    private List<Path> ofNoService() throws IOException {
        try (Stream<Path> files = Files.list(checkout.resolve(OPTIONS))) {
            return files.map(file -> OPTIONS.resolve(file.getFileName()))
                    .filter(file -> !contents.containsKey(file))
                    .sorted()
                    .toList();
        }
    }

    private Optional<String> current(Path file) throws IOException {
        Path there = checkout.resolve(file);
        return Files.exists(there) ? Optional.of(Files.readString(there)) : Optional.empty();
    }

    private static Path optionsOf(ListedService service) {
        return OPTIONS.resolve(service.name() + ".options");
    }

    private static String options(ListedService service) {
        return """
                # How much memory the %s may take, wherever it is started; an instance that needs more ends, and is started again.
                -Xmx%s
                -XX:+ExitOnOutOfMemoryError
                """.formatted(service.name(), service.memory());
    }

    private static String pom(String pom, ServiceList list) {
        return IN_POM.matcher(pom)
                .replaceAll(block -> Matcher.quoteReplacement(
                        block.group("begin") + lines(block.group("what"), list) + block.group("end")));
    }

    private static String lines(String what, ServiceList list) {
        String line = what.equals("modules")
                ? "    <module>services/%s</module>"
                : "                    <exclude>dev.warren:warren-%s</exclude>";
        return list.names().stream().map(line::formatted).collect(joining("\n"));
    }
}

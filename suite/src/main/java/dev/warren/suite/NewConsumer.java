package dev.warren.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * {@code ./warren new consumer NAME [--dry-run]}: makes the skeleton of an AI consumer and puts it on the list of
 * services. Ends with 2 if the name cannot be used, with 1 if the list has faults; nothing is written then.
 */
final class NewConsumer {

    private static final String DRY_RUN = "--dry-run";

    private final Path checkout;
    private final ServiceList list;

    NewConsumer(Path checkout) throws IOException {
        this.checkout = checkout;
        this.list = ServiceList.of(checkout);
    }

    public static void main(String[] args) throws IOException {
        List<String> names = new ArrayList<>(List.of(args));
        boolean dryRun = names.remove(DRY_RUN);
        try {
            if (names.size() != 1) {
                throw new IllegalArgumentException(
                        "new consumer needs one name: ./warren new consumer NAME [--dry-run]");
            }
            System.out.print(new NewConsumer(Path.of("")).make(names.getFirst(), dryRun));
        } catch (IllegalArgumentException refused) {
            System.err.println("warren: " + refused.getMessage());
            System.exit(2);
        } catch (ServiceListException faults) {
            System.err.println(faults.getMessage());
            System.exit(1);
        }
    }

    /**
     * Makes it, or only says what would be made.
     *
     * @return what was made and what to do next, for people
     * @throws IllegalArgumentException if the name cannot be used
     */
    String make(String name, boolean dryRun) throws IOException {
        check(name);
        int port = nextPort();
        Map<Path, String> skeleton = new ConsumerTemplate(checkout, name, port).files();
        if (dryRun) {
            return "Would make, with port %d:\n%s".formatted(port, lines(skeleton.keySet().stream()));
        }
        for (Map.Entry<Path, String> file : skeleton.entrySet()) {
            Path made = checkout.resolve(file.getKey());
            Files.createDirectories(made.getParent());
            Files.writeString(made, file.getValue());
        }
        Path yaml = checkout.resolve(ServiceList.FILE);
        Files.writeString(yaml, withConsumer(Files.readString(yaml), name, port));
        List<Path> generated = GeneratedFiles.of(checkout).write();
        return text(name, port, Stream.concat(Stream.of(ServiceList.FILE), generated.stream()));
    }

    private void check(String name) throws IOException {
        ServiceNames.fault(name).ifPresent(fault -> refuse(name, fault));
        if (list.names().contains(name)) {
            refuse(name, "is a service already");
        }
        if (Files.exists(checkout.resolve("services").resolve(name))) {
            refuse(
                    name,
                    "is not on the list of services, but services/%s is there: remove it if nobody needs it"
                            .formatted(name));
        }
        Stream.concat(modules().stream(), list.names().stream())
                .filter(other -> ServiceNames.packageOf(other).equals(ServiceNames.packageOf(name)))
                .findFirst()
                .ifPresent(other -> refuse(name, "would have the package of " + other));
    }

    private List<String> modules() throws IOException {
        try (Stream<Path> folders = Files.list(checkout)) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .toList();
        }
    }

    private static void refuse(String name, String why) {
        throw new IllegalArgumentException("'%s' %s.".formatted(name, why));
    }

    private int nextPort() {
        int highest =
                list.services().stream().mapToInt(ListedService::port).max().orElseThrow();
        int next = highest + 1 == ServiceNames.DEMO_PORT ? highest + 2 : highest + 1;
        if (next > ServiceNames.HIGHEST_PORT) {
            throw new IllegalArgumentException(
                    "there is no port left above %d; give one in infra/services.yaml.".formatted(highest));
        }
        return next;
    }

    /** Behind the last of its type. */
    private String withConsumer(String yaml, String name, int port) {
        YamlValue.Fields services =
                (YamlValue.Fields) YamlReader.read(yaml).fields().get("services");
        int last = services.fields().get(list.aiConsumers().getLast()).lastLine();
        List<String> lines = new ArrayList<>(yaml.lines().toList());
        lines.addAll(last, List.of("  %s:".formatted(name), "    type: ai-consumer", "    port: " + port));
        return String.join("\n", lines) + "\n";
    }

    private static String text(String name, int port, Stream<Path> changed) {
        return """
                Made services/%1$s, an AI consumer on port %2$d, and brought up to date:
                %3$s
                Next:
                   1. Build it and run its tests, which pass as it is:
                      ./warren test -pl services/%1$s -am -Dtest='dev.warren.%4$s.*Test' -Dsurefire.failIfNoSpecifiedTests=false
                   2. Make it what you want, in the order of its README.md: output, prompt, check, settings, local answer, features;
                      then ./mvnw spotless:apply -pl services/%1$s
                   3. Describe its output in contracts/src/main/resources/dev/warren/contracts/v1/%1$s.schema.json.
                   4. Start it with the others: ./warren down, then ./warren up
                """.formatted(name, port, lines(changed), ServiceNames.packageOf(name));
    }

    private static String lines(Stream<Path> files) {
        return files.map(file -> "   " + file + "\n").reduce("", String::concat);
    }
}

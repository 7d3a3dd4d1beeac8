package dev.warren.e2e.documents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.warren.bench.lab.FakeOpenAi;
import dev.warren.bench.lab.SuiteProcesses;
import dev.warren.suite.ListedService;
import dev.warren.suite.ServiceList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A checkout like the one that the tests run in, with what was built there, and a suite of its own: private nodes,
 * ports that nobody else has, no settings but those of the documents. Nothing in it touches what runs or is locked
 * elsewhere.
 */
final class TrialCheckout implements AutoCloseable {

    private static final List<String> BUILT = List.of("cli", "e2e");
    /** Those of the services, of the demo's model, and of the web server in a document. */
    private static final List<Integer> PORTS = Stream.concat(
                    ServiceList.packaged().services().stream().map(ListedService::port), Stream.of(8090, 8900))
            .toList();

    private static final int MANAGEMENT = ListedService.MANAGEMENT;
    private static final Pattern SERVICE_PORT = Pattern.compile("(?<![\\w.])(%s)(?!\\w)"
            .formatted(PORTS.stream()
                    .flatMap(port -> Stream.of(port, port + MANAGEMENT))
                    .map(String::valueOf)
                    .collect(Collectors.joining("|"))));
    private static final Pattern NODE_PORT = Pattern.compile("(?<=:)2867[35](?!\\w)");
    private static final Map<String, String> NODES = Map.of("28673", "amqp", "28675", "prometheus");
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .withConfigOverride(ArrayNode.class, lists -> lists.setMergeable(false)) // the same list twice is one
            .build();

    private final Path directory;
    private final Path checkout;
    private final Path state;
    private final int offset = freeOffset();
    private final FakeOpenAi openAi = new FakeOpenAi("billing");
    private final Thread hook = new Thread(this::down);
    private int sessions;

    /** Makes the checkout and starts nothing. */
    TrialCheckout(Path directory) {
        this.directory = directory;
        checkout = directory.resolve("warren");
        state = checkout.resolve(".warren");
        try {
            Library.files().forEach(this::copy);
            for (String module : BUILT) {
                Files.createSymbolicLink(
                        checkout.resolve(module).resolve("target"),
                        Library.ROOT.resolve(module).resolve("target"));
            }
            Files.createDirectories(directory.resolve("tmp"));
            pretendBuilt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** Puts a block into the file that it belongs to; YAML beside what is in there. */
    void save(CodeBlock codeBlock) {
        Path file = checkout.resolve(codeBlock.file().orElseThrow());
        String text = here(codeBlock.text());
        try {
            Files.createDirectories(file.getParent());
            if (codeBlock.language().equals("yaml") && Files.exists(file)) {
                JsonNode all =
                        YAML.readerForUpdating(YAML.readTree(file.toFile())).readTree(text);
                YAML.writeValue(file.toFile(), all);
            } else {
                Files.writeString(file, text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A session in the checkout. */
    Shell shell() {
        Map<String, String> environment = new HashMap<>();
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("WARREN_STATE", state.toString());
        environment.put("WARREN_NODES", "private");
        environment.put("WARREN_PORT_OFFSET", Integer.toString(offset));
        environment.put("WARREN_PROVIDERS", "local");
        environment.put("WARREN_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:-AutoCreateSharedArchive"); // a short life
        environment.put("PYTHONUNBUFFERED", "1");
        return new Shell(checkout, directory.resolve("session-" + ++sessions), environment);
    }

    /** What a document says, with the addresses of this suite instead of the usual ones. */
    String here(String text) {
        String moved = SERVICE_PORT
                .matcher(text)
                .replaceAll(port -> Integer.toString(Integer.parseInt(port.group(1)) + offset));
        return NODE_PORT
                .matcher(moved)
                .replaceAll(port -> Matcher.quoteReplacement(remembered(NODES.get(port.group()))))
                .replace("https://api.openai.com/v1", openAi.address().toString())
                .replace("/tmp/", directory.resolve("tmp") + "/");
    }

    @Override
    public void close() {
        down();
        Runtime.getRuntime().removeShutdownHook(hook);
        openAi.close();
    }

    private void down() {
        try (Shell shell = shell()) {
            shell.run("./warren down");
        }
    }

    private void copy(Path file) {
        try {
            Path copy = checkout.resolve(Library.ROOT.relativize(file));
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher builds nothing: what the tests run on is what it would build. */
    private void pretendBuilt() throws IOException {
        Path apps = Files.createDirectories(state.resolve("apps"));
        for (String service : SuiteProcesses.SERVICES) {
            Path built = Library.ROOT.resolve(Path.of("services", service, "target", "quarkus-app"));
            Files.createSymbolicLink(apps.resolve(service), built);
        }
        Files.createFile(state.resolve("ports"));
        for (String what : List.of("suite", "demo", "cli")) {
            Files.createFile(state.resolve(what + ".built"));
        }
    }

    private String remembered(String name) {
        try {
            return Files.readAllLines(state.resolve("ports")).stream()
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far all ports are moved; below those that outgoing connections get. */
    private static int freeOffset() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(120, 180) * 100)
                .limit(100)
                .filter(offset ->
                        PORTS.stream().allMatch(port -> free(port + offset) && free(port + MANAGEMENT + offset)))
                .findFirst()
                .orElseThrow();
    }

    private static boolean free(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}

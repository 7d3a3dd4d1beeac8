package dev.warren.bench.lab;

import dev.warren.testing.Servers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A broker and a database server of their own, started by the launcher beside whatever else runs, for killing. Closing
 * it stops them; what they stored stays in the directory.
 */
public final class PrivateServers implements AutoCloseable {

    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(.*)");
    private static final List<String> GIVEN =
            List.of("WARREN_AMQP_URL", "WARREN_AMQP_ADMIN_URL", "WARREN_DATABASE_URL");

    private final Path state;
    private final Servers servers;

    private PrivateServers(Path state) {
        this.state = state;
        launcher("infra", "up");
        servers = addresses(launcher("env"));
    }

    /**
     * Starts both and waits until they answer.
     *
     * @param state the directory that holds everything of theirs
     */
    public static PrivateServers start(Path state) {
        return new PrivateServers(state.toAbsolutePath());
    }

    /**
     * Starts both for a run of the given benchmark, below {@code bench/target/runs}; they stop with this process at the
     * latest.
     */
    public static PrivateServers startFor(String benchmark) {
        PrivateServers servers = start(Checkout.root()
                .resolve(Path.of("bench", "target", "runs", benchmark + "-" + System.currentTimeMillis())));
        Runtime.getRuntime().addShutdownHook(new Thread(servers::close));
        return servers;
    }

    /** Where they are. */
    public Servers servers() {
        return servers;
    }

    /** The process id of the broker. */
    public long brokerPid() {
        return pid("broker");
    }

    /** The process id of the database server; its workers are its children. */
    public long databasePid() {
        return pid("database");
    }

    /** SIGKILL to the broker. */
    public void killBroker() {
        signal("KILL", "broker");
    }

    /** The database server ends every connection and stops, as an administrator stops it for maintenance. */
    public void stopDatabase() {
        signal("INT", "database");
    }

    /** Starts again what was stopped, with what it had stored, and waits until it answers. */
    public void restart() {
        launcher("infra", "up");
    }

    @Override
    public void close() {
        launcher("infra", "down");
    }

    /** Returns when the process is gone. */
    private void signal(String signal, String node) {
        ProcessHandle process =
                ProcessHandle.of(pid(node)).orElseThrow(() -> new IllegalStateException(node + " is gone"));
        run(Map.of(), List.of("kill", "-s", signal, Long.toString(process.pid())));
        process.onExit().join();
    }

    private long pid(String node) {
        try {
            return Long.parseLong(
                    Files.readAllLines(state.resolve(Path.of("run", node))).getFirst());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String launcher(String... arguments) {
        List<String> command = new ArrayList<>(List.of("./warren"));
        command.addAll(List.of(arguments));
        return run(Map.of("WARREN_STATE", state.toString(), "WARREN_NODES", "private"), command);
    }

    private static String run(Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("warren-bench", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(Checkout.root().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().keySet().removeAll(GIVEN);
            builder.environment().putAll(environment);
            int code = builder.start().waitFor();
            String said = Files.readString(output);
            Files.delete(output);
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Servers addresses(String exports) {
        Map<String, URI> found = new HashMap<>();
        Matcher matcher = EXPORT.matcher(exports);
        while (matcher.find()) {
            found.put(matcher.group(1), URI.create(matcher.group(2).replace("\\", "")));
        }
        return new Servers(found.get(GIVEN.get(0)), found.get(GIVEN.get(1)), found.get(GIVEN.get(2)));
    }
}

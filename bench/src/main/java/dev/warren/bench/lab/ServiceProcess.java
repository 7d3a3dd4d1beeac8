package dev.warren.bench.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One service as a process of its own, on ports of its own, as the launcher and a container start it. It ends with this
 * program at the latest, also where that is interrupted.
 */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(15);
    private static final int STOP_SECONDS = 60;
    private static final int PROBE_MILLIS = 2_000;
    private static final int LAST_LINES = 40;
    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ServiceProcess::endAll));
    }

    private final String name;
    private final Map<String, String> environment;
    private final List<String> options;
    private final int httpPort = Ports.next();
    private final int managementPort = Ports.next();
    private Process process;

    /**
     * Starts nothing yet.
     *
     * @param options the Java process's own
     */
    public ServiceProcess(String name, Map<String, String> environment, List<String> options) {
        this.name = name;
        this.environment = new HashMap<>(environment);
        this.options = List.copyOf(options);
    }

    /** Another process with the same settings, on ports of its own, which is not started yet. */
    ServiceProcess another() {
        return new ServiceProcess(name, environment, options);
    }

    /** Starts the process with these settings in addition; {@link #awaitReady} tells when it serves. */
    public void start(Map<String, String> more) {
        environment.putAll(more);
        Path application =
                Checkout.root().resolve(Path.of("services", name, "target", "quarkus-app", "quarkus-run.jar"));
        if (!Files.exists(application)) {
            throw new IllegalStateException(application + " is missing: build the services first");
        }
        try {
            Files.createDirectories(log().getParent());
            ProcessBuilder builder = new ProcessBuilder(command(application));
            builder.environment().putAll(environment);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
            RUNNING.add(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service says that it is ready, with its broker and its database. */
    public void awaitReady() {
        Awaitility.await(name + " to be ready, see " + log())
                .atMost(START_LIMIT)
                .until(this::ready);
    }

    /** The address of the service's HTTP interface. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** The address of health and metrics. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /** The id of the process that runs now. */
    public long pid() {
        return process.pid();
    }

    /** Whether the process that was started last has not ended. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL: the process gets no chance to finish anything. */
    public void kill() {
        kill(process);
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            end(process);
        }
    }

    private static void endAll() {
        RUNNING.forEach(Process::destroy);
        RUNNING.forEach(ServiceProcess::end);
    }

    /** Waits for the end of a process that was asked to stop, for a while. */
    private static void end(Process process) {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                kill(process);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill(process);
        }
        RUNNING.remove(process);
    }

    private static void kill(Process process) {
        process.destroyForcibly();
        process.onExit().join();
        RUNNING.remove(process);
    }

    private Path log() {
        return Path.of("target", "logs", name + "-" + managementPort + ".log").toAbsolutePath();
    }

    private String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log());
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private List<String> command(Path application) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("@" + Checkout.root().resolve(Path.of("infra", "java", name + ".options")));
        command.addAll(options);
        command.addAll(List.of("-jar", application.toString()));
        return command;
    }

    private boolean ready() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    name + " ended with " + process.exitValue() + ", see " + log() + ":\n" + lastWords());
        }
        HttpURLConnection probe = (HttpURLConnection)
                management().resolve("/q/health/ready").toURL().openConnection();
        probe.setConnectTimeout(PROBE_MILLIS);
        probe.setReadTimeout(PROBE_MILLIS);
        try {
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        } finally {
            probe.disconnect();
        }
    }
}

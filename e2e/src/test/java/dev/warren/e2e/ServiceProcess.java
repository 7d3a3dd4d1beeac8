package dev.warren.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** One service as a process of its own, on ports of its own, as the launcher and a container start it. */
final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final int PROBE_MILLIS = 2_000;

    private final String name;
    private final Map<String, String> environment;
    private final int httpPort = freePort();
    private final int managementPort = freePort();
    private Process process;

    ServiceProcess(String name, Map<String, String> environment) {
        this.name = name;
        this.environment = new HashMap<>(environment);
    }

    /** Starts the process with these settings in addition; {@link #awaitReady} tells when it serves. */
    void start(Map<String, String> more) {
        environment.putAll(more);
        Path application = Path.of("..", "services", name, "target", "quarkus-app", "quarkus-run.jar");
        if (!Files.exists(application)) {
            throw new IllegalStateException(application + " is missing: run ./warren test, which builds it first");
        }
        Path log = Path.of("target", "logs", name + "-" + managementPort + ".log");
        try {
            Files.createDirectories(log.getParent());
            ProcessBuilder builder = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx400m",
                    "-jar",
                    application.toString());
            builder.environment().putAll(environment);
            builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(httpPort));
            builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
            process = builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until the service says that it is ready, with its broker and its database. */
    void awaitReady() {
        Awaitility.await(name + " to be ready").atMost(START_LIMIT).until(this::ready);
    }

    /** The address of the service's HTTP interface. */
    URI address() {
        return URI.create("http://127.0.0.1:" + httpPort);
    }

    /** The address of health and metrics. */
    URI management() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    /** SIGKILL: the process gets no chance to finish anything. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        }
    }

    private boolean ready() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ", see target/logs");
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

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.warren.e2e;

import dev.warren.bench.lab.Checkout;
import dev.warren.bench.lab.SuiteProcesses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The launcher in a checkout of its own, below a path with a blank, with what Maven has built and a state that is
 * empty. Nothing that runs elsewhere is its business.
 */
final class Launcher {

    private static final int SECONDS = 600;

    private final Path checkout;
    private final Path state;

    /** What came of a call. */
    record Ended(int code, String out, String err) {}

    Launcher(Path directory) throws IOException {
        Path root = Checkout.root();
        checkout = Files.createDirectories(directory.resolve("a checkout"));
        state = checkout.resolve(".warren");
        Files.copy(root.resolve("warren"), checkout.resolve("warren"));
        checkout.resolve("warren").toFile().setExecutable(true);
        for (String part : List.of("infra", "samples")) {
            Files.createSymbolicLink(checkout.resolve(part), root.resolve(part));
        }
        for (String service : SuiteProcesses.SERVICES) {
            Path build = root.resolve(Path.of("services", service, "target", "quarkus-app"));
            Files.createDirectories(state.resolve("apps"));
            Files.createSymbolicLink(state.resolve(Path.of("apps", service)), build);
        }
        write(state.resolve("suite.built"), "");
        write(state.resolve("ports"), "");
    }

    /** With an own copy of what is shared with the checkout otherwise, and gives where it is. */
    Path withOwnInfra() throws Exception {
        Path infra = checkout.resolve("infra");
        Files.delete(infra);
        run(List.of("cp", "-R", Checkout.root().resolve("infra").toString(), infra.toString()), Map.of());
        Files.createSymbolicLink(checkout.resolve("suite"), Checkout.root().resolve("suite"));
        return infra;
    }

    /** With the operator's program, as it was built last. */
    Launcher withOperatorsProgram() throws IOException {
        Files.createSymbolicLink(checkout.resolve("cli"), Checkout.root().resolve("cli"));
        write(state.resolve("cli.built"), "");
        return this;
    }

    Path checkout() {
        return checkout;
    }

    Path state() {
        return state;
    }

    /** A file of settings. */
    void configure(String file, String... lines) throws IOException {
        write(checkout.resolve("config").resolve(file), String.join("\n", lines) + "\n");
    }

    /** A file of the checkout. */
    void write(String file, String text) throws IOException {
        write(checkout.resolve(file), text);
    }

    /** Puts on record that this very process is the service. */
    void pretendRunning(String... names) throws Exception {
        long pid = ProcessHandle.current().pid();
        String birth = run(
                        List.of("bash", "-c", "source '%s'; birth %d".formatted(part("process.sh"), pid)),
                        Map.of("STATE", state.toString()))
                .out();
        for (String name : names) {
            write(state.resolve(Path.of("run", name)), pid + "\n" + birth);
        }
    }

    /** Puts all services on record so, and the nodes. */
    void pretendAllRunning() throws Exception {
        pretendRunning("broker", "database");
        pretendRunning(SuiteProcesses.SERVICES.toArray(String[]::new));
    }

    /** Puts on record a process that is no more. */
    void pretendEnded(String name, String... log) throws IOException {
        write(state.resolve(Path.of("run", name)), "1\nlong ago\n");
        write(state.resolve(Path.of("logs", name + ".log")), String.join("\n", log) + "\n");
    }

    /** Puts a program before those of the system. */
    void program(String name, String script) throws IOException {
        Path program = checkout.resolve("bin").resolve(name);
        write(program, "#!/bin/sh\n" + script + "\n");
        program.toFile().setExecutable(true);
    }

    /** Runs a part of the launcher's own program, with a JDK whose {@code java} says what it is started with. */
    Ended inside(String script) throws Exception {
        return run(List.of("bash", "-c", """
                        set -euo pipefail
                        cd '%s' && source <(sed -e '/^cd "/d' -e '/^main "/d' warren)
                        JAVA_HOME=$PWD/jdk && mkdir -p jdk/bin && cp "$(type -P echo)" jdk/bin/java
                        prepare_state
                        amqp_url=amqp://nobody:x@127.0.0.1:1/x database_url=postgresql://nobody:x@127.0.0.1:1/x
                        """.formatted(checkout) + script), Map.of());
    }

    /** Starts a call that a test ends. */
    Process begin(Path out, String... arguments) throws IOException {
        return builder(command(arguments), Map.of())
                .redirectOutput(out.toFile())
                .redirectErrorStream(true)
                .start();
    }

    Ended call(Map<String, String> environment, String... arguments) throws Exception {
        return run(command(arguments), environment);
    }

    Ended call(String... arguments) throws Exception {
        return call(Map.of(), arguments);
    }

    /** Runs any program as the launcher is run: without the settings of whoever runs the tests. */
    Ended run(List<String> command, Map<String, String> environment) throws Exception {
        Path out = Files.createTempFile(checkout.getParent(), "out", "");
        Path err = Files.createTempFile(checkout.getParent(), "err", "");
        Process process = builder(command, environment)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " did not end within " + SECONDS + " s");
        }
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private List<String> command(String... arguments) {
        return Stream.concat(Stream.of(checkout.resolve("warren").toString()), Stream.of(arguments))
                .toList();
    }

    private ProcessBuilder builder(List<String> command, Map<String, String> more) {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(checkout.getParent().toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WARREN_") || name.startsWith("QUARKUS_"));
        environment.put("WARREN_NODES", "private");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("PATH", checkout.resolve("bin") + ":" + System.getenv("PATH"));
        environment.putAll(more);
        return builder;
    }

    private static Path part(String name) {
        return Checkout.root().resolve(Path.of("infra", "launcher", name));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}

package dev.warren.bench.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The {@link Baseline} as a process of its own. */
final class BaselineProcess implements AutoCloseable {

    private final Process process;

    BaselineProcess(URI broker, URI provider, int concurrency, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Baseline.class.getName()));
        command.addAll(List.of(broker.toString(), provider.toString(), Integer.toString(concurrency)));
        try {
            process = new ProcessBuilder(command).inheritIO().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}

package dev.warren.bench.lab;

import java.nio.file.Files;
import java.nio.file.Path;

/** The directory that the sources and the launcher are in. */
public final class Checkout {

    private static final Path TOPOLOGY = Path.of("infra", "rabbitmq", "definitions.json");

    private Checkout() {}

    /** The working directory, or the nearest directory above that is it. */
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path directory = start; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(TOPOLOGY))) {
                return directory;
            }
        }
        throw new IllegalStateException("no " + TOPOLOGY + " in " + start + " or above");
    }
}

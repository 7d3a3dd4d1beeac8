package dev.warren.aiconsumer.estimate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the prompts that a service ships with. */
public final class Prompts {

    private Prompts() {}

    /**
     * The text of a resource, as it is written down.
     *
     * @throws IllegalStateException if the service does not ship it
     */
    public static String read(String resource) {
        try (InputStream prompt = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
            if (prompt == null) {
                throw new IllegalStateException("no prompt " + resource);
            }
            return new String(prompt.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

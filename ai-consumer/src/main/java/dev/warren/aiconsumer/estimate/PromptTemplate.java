package dev.warren.aiconsumer.estimate;

import dev.warren.modelchain.feature.Feature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** A prompt that a service ships with, filled in for each feature once. Thread-safe. */
public final class PromptTemplate implements PromptInstructions {

    private final String resource;
    private final Function<Feature, Map<String, String>> values;

    /** By name: features do not change while the process runs. */
    private final Map<String, String> filled = new ConcurrentHashMap<>();

    /**
     * A prompt.
     *
     * @param resource its text, with names in braces where a feature's values belong
     * @param values those of a feature, by name
     */
    public PromptTemplate(String resource, Function<Feature, Map<String, String>> values) {
        this.resource = resource;
        this.values = values;
    }

    /**
     * The prompt for a feature.
     *
     * @throws IllegalStateException if the service does not ship it
     */
    @Override
    public String of(Feature feature) {
        return filled.computeIfAbsent(feature.name(), name -> fill(values.apply(feature)));
    }

    private String fill(Map<String, String> named) {
        String text = read();
        for (Map.Entry<String, String> value : named.entrySet()) {
            text = text.replace("{" + value.getKey() + "}", value.getValue());
        }
        return text;
    }

    private String read() {
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

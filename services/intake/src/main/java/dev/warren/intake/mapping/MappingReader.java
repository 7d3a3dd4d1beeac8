package dev.warren.intake.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.warren.intake.IntakeConfig;
import dev.warren.intake.event.EventCandidate;
import dev.warren.intake.event.EventRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads one configured mapping and collects what is wrong with it, naming the keys. */
final class MappingReader {

    private static final String PLACEHOLDER = "x";

    private final String prefix;
    private final EventRules rules;
    private final List<String> problems = new ArrayList<>();

    MappingReader(String name, EventRules rules) {
        this.prefix = "warren.intake.mappings." + name + ".";
        this.rules = rules;
    }

    /** The mapping; not to be used where there are {@link #problems()}. */
    Mapping read(IntakeConfig.Mapping config) {
        Map<String, ValueSource> attributes = new TreeMap<>();
        attributes.put("source", new ValueSource.Constant(config.source()));
        attributes.put("id", config.id().flatMap(id -> source("id", id)).orElseGet(DerivedId::new));
        attributes.put(
                "time",
                config.time()
                        .flatMap(time -> source("time", time))
                        .orElseGet(() -> new ValueSource.Property("timestamp")));
        source("type", config.type()).ifPresent(source -> attributes.put("type", source));
        put(attributes, "subject", config.subject());
        put(attributes, "userid", config.userid());
        put(attributes, "team", config.team());
        checkConstants(attributes);
        if (config.exchange().isBlank()) {
            problem("exchange", "must name an exchange");
        }
        JsonPointer data = attempt(
                        "data", () -> JsonPointer.compile(config.data().orElse("")))
                .orElse(JsonPointer.empty());
        return new Mapping(config.exchange(), new TopicPattern(config.routingKey()), attributes, data);
    }

    /** All that is wrong; empty where the mapping can be used. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    private void put(Map<String, ValueSource> attributes, String key, Optional<String> expression) {
        expression.flatMap(value -> source(key, value)).ifPresent(source -> attributes.put(key, source));
    }

    private Optional<ValueSource> source(String key, String expression) {
        return attempt(key, () -> ValueSource.of(expression));
    }

    private <T> Optional<T> attempt(String key, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (IllegalArgumentException e) {
            problem(key, e.getMessage());
            return Optional.empty();
        }
    }

    /** What every message will have must keep the rules, or every message would be refused. */
    private void checkConstants(Map<String, ValueSource> attributes) {
        ObjectNode event = JsonNodeFactory.instance.objectNode().put("specversion", "1.0");
        List.of("id", "source", "type").forEach(name -> event.put(name, PLACEHOLDER));
        attributes.forEach((name, source) -> {
            if (source instanceof ValueSource.Constant(String value)) {
                event.put(name, value);
            }
        });
        rules.faults(new EventCandidate(event)).forEach(fault -> problem(fault.field(), fault.detail()));
    }

    private void problem(String key, String message) {
        problems.add(prefix + key + ": " + message);
    }
}

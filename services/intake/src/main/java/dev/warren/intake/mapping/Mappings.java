package dev.warren.intake.mapping;

import dev.warren.intake.IntakeConfig;
import dev.warren.intake.event.EventRules;
import io.quarkus.runtime.Startup;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** The configured mappings. The application does not start with one that could not work. Thread-safe. */
@ApplicationScoped
@Startup(Interceptor.Priority.PLATFORM_BEFORE) // before anything waits for the broker
public class Mappings {

    private final List<Mapping> mappings;

    @Inject
    Mappings(IntakeConfig config, EventRules rules) {
        List<Mapping> read = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        new TreeMap<>(config.mappings()).forEach((name, mapping) -> {
            MappingReader reader = new MappingReader(name, rules);
            read.add(reader.read(mapping));
            problems.addAll(reader.problems());
        });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), problems));
        }
        mappings = List.copyOf(read);
    }

    /** The first mapping, in the order of their names, for messages that were published so. */
    public Optional<Mapping> find(String exchange, String routingKey) {
        return mappings.stream()
                .filter(mapping -> mapping.fits(exchange, routingKey))
                .findFirst();
    }
}

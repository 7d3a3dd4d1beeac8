package dev.warren.settings;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The YAML files that a service is given, with the place of each key in them. Not thread-safe. */
final class SettingsFiles {

    private static final String LOCATIONS = "quarkus.config.locations";
    private static final String USUAL = "config/application.yaml";
    private static final String MERGE = "<<";
    private static final Pattern KEY = Pattern.compile("warren\\.[\\w.\"\\[\\]-]*[\\w\"\\]]");

    private final Map<String, String> places = new HashMap<>();
    private final List<String> faults = new ArrayList<>();

    /** Reads the files that the environment and the command line name. */
    static SettingsFiles given() {
        String variable = System.getenv(LOCATIONS.toUpperCase(Locale.ROOT).replace('.', '_'));
        String locations = System.getProperty(LOCATIONS, variable == null ? "" : variable);
        return read(Stream.concat(Stream.of(locations.split(",")).map(String::strip), Stream.of(USUAL))
                .filter(location -> !location.isEmpty())
                .map(SettingsFiles::path)
                .filter(path -> path.toString().matches(".*\\.ya?ml") && Files.isRegularFile(path))
                .toList());
    }

    /** Reads these files. */
    static SettingsFiles read(List<Path> files) {
        SettingsFiles settings = new SettingsFiles();
        files.forEach(settings::read);
        return settings;
    }

    /** What makes a file unreadable, or hides a part of it. */
    List<String> faults() {
        return List.copyOf(faults);
    }

    /** The keys that have a value in any of them. */
    Set<String> keys() {
        return Set.copyOf(places.keySet());
    }

    /** The sentence, and before it where the key stands that it is about, or the nearest one above that key. */
    String located(String fault) {
        Matcher key = KEY.matcher(fault);
        String found = key.find() ? key.group() : "";
        while (found.contains(".")) {
            String place = place(found);
            if (place != null) {
                return place + ": " + fault;
            }
            found = found.substring(0, found.lastIndexOf('.'));
        }
        return fault;
    }

    /** Null where no file has the key, nor one below it. */
    private String place(String key) {
        String below = places.keySet().stream()
                .filter(name -> name.startsWith(key + ".") || name.startsWith(key + "["))
                .min(Comparator.naturalOrder())
                .orElse(key);
        return places.get(places.containsKey(key) ? key : below);
    }

    private static Path path(String location) {
        return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
    }

    private void read(Path file) {
        try (Reader yaml = Files.newBufferedReader(file)) {
            new Yaml(new LoaderOptions()).composeAll(yaml).forEach(document -> walk(file, "", document));
        } catch (MarkedYAMLException e) {
            faults.add(place(file, e.getProblemMark().getLine()) + ": " + e.getProblem());
        } catch (NoSuchFileException e) {
            faults.add(file + " does not exist");
        } catch (IOException | YAMLException e) {
            faults.add(file + " cannot be read: " + e.getMessage());
        }
    }

    private void walk(Path file, String key, Node node) {
        switch (node) {
            case MappingNode mapping -> children(file, key, mapping);
            case SequenceNode sequence -> {
                int index = 0;
                for (Node element : sequence.getValue()) {
                    walk(file, key + "[" + index++ + "]", element);
                }
            }
            default -> places.put(key, place(file, node.getStartMark().getLine()));
        }
    }

    private void children(Path file, String key, MappingNode mapping) {
        Set<String> seen = new HashSet<>();
        for (NodeTuple child : mapping.getValue()) {
            String name = child.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
            String below = key.isEmpty() ? quoted(name) : key + "." + quoted(name);
            if (name.equals(MERGE)) {
                walk(file, key, child.getValueNode());
            } else if (seen.add(name)) {
                walk(file, below, child.getValueNode());
            } else {
                faults.add(place(file, child.getKeyNode().getStartMark().getLine()) + ": " + below + " is repeated");
            }
        }
    }

    private static String quoted(String name) {
        return name.contains(".") ? '"' + name + '"' : name;
    }

    private static String place(Path file, int line) {
        Path here = Path.of("").toAbsolutePath();
        Path shown = file.toAbsolutePath().startsWith(here) ? here.relativize(file.toAbsolutePath()) : file;
        return shown + ", line " + (line + 1);
    }
}

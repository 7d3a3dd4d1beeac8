package dev.warren.suite;

import dev.warren.suite.YamlValue.Fields;
import dev.warren.suite.YamlValue.Text;
import dev.warren.suite.YamlValue.Texts;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Fields of the list below a path, read with their faults, which are added to a list. What has a fault is read as if it
 * were absent. Not thread-safe.
 */
final class ListFields {

    private final String path;
    private final Fields fields;
    private final List<String> faults;

    ListFields(String path, Fields fields, List<String> faults) {
        this.path = path;
        this.fields = fields;
        this.faults = faults;
    }

    Collection<String> keys() {
        return fields.fields().keySet();
    }

    /** Only these are known. */
    void expect(String... known) {
        keys().stream()
                .filter(key -> !List.of(known).contains(key))
                .forEach(key -> fault(
                        key,
                        "is unknown; %s there are %s"
                                .formatted(path.isEmpty() ? "at the top" : "below " + path, String.join(", ", known))));
    }

    /** A text that must be there. */
    String text(String key, Pattern pattern, String form) {
        if (!fields.fields().containsKey(key)) {
            fault(key, "is missing; it is " + form);
        }
        return text(key, pattern, form, "");
    }

    /** A text, or what it is where there is none. */
    String text(String key, Pattern pattern, String form, String otherwise) {
        return read(key, Text.class, form)
                .map(Text::text)
                .filter(text -> pattern.matcher(text).matches() || refuse(key, text, form))
                .orElse(otherwise);
    }

    /** A list of names; empty where there is none. */
    List<String> names(String key) {
        return read(key, Texts.class, "a list in brackets").map(Texts::texts).orElse(List.of());
    }

    /** A list of names, each of which is known; empty where there is none. */
    List<String> names(String key, Collection<String> known) {
        List<String> names = names(key);
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> fault(key, "'%s' is none of %s".formatted(name, String.join(", ", known))));
        return names;
    }

    /** Fields below one of them; none where there are none. */
    ListFields below(String key) {
        Fields below = read(key, Fields.class, "fields").orElse(new Fields(fields.line(), Map.of()));
        return new ListFields(pathOf(key), below, faults);
    }

    void fault(String key, String what) {
        int line = Optional.ofNullable(fields.fields().get(key))
                .map(YamlValue::line)
                .orElse(fields.line());
        faults.add(ServiceListException.fault(line, pathOf(key) + (what.startsWith("is ") ? " " : ": ") + what));
    }

    private <T extends YamlValue> Optional<T> read(String key, Class<T> type, String form) {
        YamlValue value = fields.fields().get(key);
        if (value != null && !type.isInstance(value)) {
            refuse(key, value.description(), form);
        }
        return Optional.ofNullable(value).filter(type::isInstance).map(type::cast);
    }

    private boolean refuse(String key, String value, String form) {
        fault(key, "%s is not %s".formatted(value.startsWith("'") ? value : "'" + value + "'", form));
        return false;
    }

    private String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}

package dev.warren.suite;

import java.util.List;
import java.util.Map;

/** What a field has in a file of YAML, and the line that it is in. */
sealed interface YamlValue {

    int line();

    /** What it is, for people. */
    String description();

    /** The last line that something of it is in. */
    default int lastLine() {
        return line();
    }

    /** A scalar; it has no type of its own. */
    record Text(int line, String text) implements YamlValue {

        @Override
        public String description() {
            return "'" + text + "'";
        }
    }

    /** A list. */
    record Texts(int line, List<String> texts) implements YamlValue {

        @Override
        public String description() {
            return texts.toString();
        }
    }

    /** Fields below the field, in the file's order. */
    record Fields(int line, Map<String, YamlValue> fields) implements YamlValue {

        @Override
        public String description() {
            return fields.isEmpty() ? "nothing" : "fields";
        }

        @Override
        public int lastLine() {
            return fields.values().stream().mapToInt(YamlValue::lastLine).max().orElse(line);
        }
    }
}

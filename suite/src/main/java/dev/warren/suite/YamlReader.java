package dev.warren.suite;

import dev.warren.suite.YamlValue.Fields;
import dev.warren.suite.YamlValue.Text;
import dev.warren.suite.YamlValue.Texts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the part of YAML that the list of services is written in: fields, indented by two blanks; texts; lists of texts
 * in brackets; comments. Not thread-safe.
 */
final class YamlReader {

    private static final int INDENT = 2;
    private static final Pattern COMMENT = Pattern.compile("(^|\\s)\\s*#.*$|\\s+$");
    private static final Pattern FIELD = Pattern.compile("((?:  )*)([A-Za-z0-9.-]+):(?:\\s+(\\S.*))?");
    private static final Pattern LIST = Pattern.compile("\\[(.*)]");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.-]*");
    private static final Pattern QUOTED = Pattern.compile("'([^']*)'");

    private final List<Line> lines;
    private int next;

    private record Line(int number, int depth, String key, String value) {}

    private YamlReader(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws ServiceListException if it is not written so, or has a field twice
     */
    static Fields read(String yaml) {
        return new YamlReader(lines(yaml)).fields(0, 1);
    }

    private static List<Line> lines(String yaml) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String line : yaml.lines().toList()) {
            number++;
            String content = COMMENT.matcher(line).replaceFirst("");
            if (!content.isBlank()) {
                lines.add(line(number, content));
            }
        }
        return lines;
    }

    private static Line line(int number, String content) {
        Matcher field = FIELD.matcher(content);
        if (!field.matches()) {
            throw fault(number, "'" + content.strip() + "' is not written as 'key: value', indented by two blanks");
        }
        return new Line(number, field.group(1).length() / INDENT, field.group(2), field.group(3));
    }

    private Fields fields(int depth, int number) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        while (next < lines.size() && lines.get(next).depth() >= depth) {
            Line line = lines.get(next++);
            if (line.depth() > depth) {
                throw fault(line.number(), line.key() + " is indented too far");
            }
            if (fields.containsKey(line.key())) {
                int before = fields.get(line.key()).line();
                throw fault(line.number(), line.key() + " is there already, in line " + before);
            }
            fields.put(line.key(), value(line));
        }
        return new Fields(number, fields);
    }

    private YamlValue value(Line line) {
        if (line.value() == null) {
            return fields(line.depth() + 1, line.number());
        }
        Matcher list = LIST.matcher(line.value());
        if (list.matches()) {
            return new Texts(line.number(), texts(line, list.group(1)));
        }
        return new Text(line.number(), text(line, line.value()));
    }

    private static List<String> texts(Line line, String list) {
        return list.isBlank()
                ? List.of()
                : Stream.of(list.split(",", -1))
                        .map(item -> text(line, item.strip()))
                        .toList();
    }

    private static String text(Line line, String value) {
        Matcher quoted = QUOTED.matcher(value);
        if (quoted.matches()) {
            return quoted.group(1);
        }
        if (!PLAIN.matcher(value).matches()) {
            throw fault(line.number(), line.key() + ": " + value + " needs single quotes around it, or is no text");
        }
        return value;
    }

    private static ServiceListException fault(int line, String what) {
        return new ServiceListException(List.of(ServiceListException.fault(line, what)));
    }
}

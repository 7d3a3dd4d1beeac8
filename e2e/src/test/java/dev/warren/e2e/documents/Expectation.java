package dev.warren.e2e.documents;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a document promises about a command: that it ends with 0 and, over HTTP, well, unless another status is shown;
 * and that what it answers has the same names in it as what is shown.
 */
final class Expectation {

    private static final int FIRST_ERROR = 400;
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3})|\"status\":\\s*(\\d{3})");
    private static final Pattern NAME = Pattern.compile("\"([A-Za-z]\\w*)\":");
    private static final Pattern TITLE = Pattern.compile("\\b[A-Z]{3,}\\b");

    private final Command command;

    private Expectation(Command command) {
        this.command = command;
    }

    static Expectation of(Command command) {
        return new Expectation(command);
    }

    /** What is not as promised. */
    List<String> differences(Shell.Result result) {
        List<String> differences = new ArrayList<>();
        if (result.code() != 0) {
            differences.add("ends with " + result.code());
        }
        List<Integer> promised = STATUS.matcher(command.output())
                .results()
                .map(Expectation::status)
                .toList();
        List<Integer> bad = result.statuses().stream()
                .filter(status -> promised.isEmpty() ? status >= FIRST_ERROR : !promised.contains(status))
                .toList();
        if (!bad.isEmpty()) {
            differences.add("is answered " + bad + " instead of " + promised);
        }
        Set<String> missing = names(command.endless() ? "" : command.output());
        missing.removeAll(names(result.said()));
        if (!missing.isEmpty()) {
            differences.add("says nothing of " + missing);
        }
        return differences;
    }

    private static Integer status(MatchResult found) {
        return Integer.valueOf(found.group(1) == null ? found.group(2) : found.group(1));
    }

    /** Names in JSON, and the words of a table's heading. */
    private static Set<String> names(String output) {
        Set<String> names =
                NAME.matcher(output).results().map(found -> found.group(1)).collect(Collectors.toSet());
        output.lines()
                .filter(line -> !line.isBlank() && line.equals(line.toUpperCase(Locale.ROOT)))
                .forEach(line -> TITLE.matcher(line).results().forEach(found -> names.add(found.group())));
        return names;
    }
}

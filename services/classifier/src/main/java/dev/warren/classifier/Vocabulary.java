package dev.warren.classifier;

import dev.warren.modelchain.local.Label;
import java.util.List;
import java.util.stream.Collectors;

/** Labels in the words of a prompt. */
final class Vocabulary {

    private static final int EXAMPLES = 3;

    private Vocabulary() {}

    /** One line per label, with a few of its examples. */
    static String lines(List<Label> labels) {
        return labels.stream().map(Vocabulary::line).collect(Collectors.joining("\n"));
    }

    private static String line(Label label) {
        String examples = label.examples().stream()
                .limit(EXAMPLES)
                .map(Vocabulary::quoted)
                .collect(Collectors.joining(", "));
        return "- " + label.name()
                + (label.description().isBlank() ? "" : ": " + oneLine(label.description()))
                + (examples.isEmpty() ? "" : "; for example " + examples);
    }

    private static String quoted(String example) {
        return '"' + oneLine(example) + '"';
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}

package dev.warren.classifier;

import dev.warren.classifier.label.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Labels in the words of a prompt. */
final class LabelList {

    private static final int EXAMPLES = 3;

    private LabelList() {}

    /** What an answer may be. */
    static List<String> names(List<Label> labels) {
        return labels.stream().map(Label::name).toList();
    }

    /**
     * The label that is meant: the one of that name, or the only one of that name without regard to case and to space
     * around it; empty where there is none, or more than one.
     */
    static Optional<String> meant(String said, List<Label> labels) {
        if (said == null) {
            return Optional.empty();
        }
        List<String> alike = names(labels).stream()
                .filter(name -> name.strip().equalsIgnoreCase(said.strip()))
                .toList();
        return alike.contains(said)
                ? Optional.of(said)
                : alike.stream().findFirst().filter(_ -> alike.size() == 1);
    }

    /** One line per label, with a few of its examples. */
    static String lines(List<Label> labels) {
        return labels.stream().map(LabelList::line).collect(Collectors.joining("\n"));
    }

    private static String line(Label label) {
        String examples =
                label.examples().stream().limit(EXAMPLES).map(LabelList::quoted).collect(Collectors.joining(", "));
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
